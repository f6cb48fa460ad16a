#!/bin/bash
# Builds a bootable Debian 13 box for libvirt (amd64) from Debian's packages alone, with what this machine's apt
# and npm are set up with (addresses and certificates, no logins): no installer, no loop device, nothing mounted on this machine, no service started. About two minutes, as root.
#
#   build.sh [--output FILE] [--provisioned] [--keep-root FOLDER]
#
#   --output FILE        default: vagrant/box/output/bridgework.box
#   --provisioned        the course is in the box, too: machines made from it need no network
#   --keep-root FOLDER   keep the bare root there as an archive, and use it next time
#
# Then: BRIDGEWORK_BOX=vagrant/box/output/bridgework.box vagrant up. Whoever built it anew tells Vagrant so by
# `vagrant box remove bridgework-local`.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
here=$root/vagrant/box
output=$here/output/bridgework.box
provisioned=no
keep=
original=("$@")
while [ $# -gt 0 ]; do
  case $1 in
    --output) output=$(realpath -m "${2:?--output needs a file}") && shift ;;
    --keep-root) keep=$(realpath -m "${2:?--keep-root needs a folder}") && shift ;;
    --provisioned) provisioned=yes ;;
    *)
      sed -n '2,13s/^# \{0,1\}//p' "$0"
      exit 2
      ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || {
  echo 'box: only root can build a box' >&2
  exit 2
}
[ "$(dpkg --print-architecture)" = amd64 ] || {
  echo 'box: only on amd64' >&2
  exit 2
}
# Processes and mounts of the build end with it, whatever happens.
if [ -z "${BRIDGEWORK_BOX_BUILD:-}" ]; then
  missing=
  for need in mke2fs:e2fsprogs qemu-img:qemu-utils wget:wget; do
    command -v "${need%%:*}" >/dev/null || missing="$missing ${need##*:}"
  done
  [ -z "$missing" ] || {
    echo "box: missing:$missing" >&2
    exit 2
  }
  scratch=$(mktemp -d /var/tmp/bridgework-box-XXXXXX)
  trap 'rm -rf --one-file-system "$scratch"' EXIT
  trap 'exit 130' HUP INT TERM
  BRIDGEWORK_BOX_BUILD=$scratch unshare --mount --pid --fork --kill-child --ipc --uts --propagation private \
    bash "$here/build.sh" "${original[@]}"
  exit
fi

scratch=$BRIDGEWORK_BOX_BUILD
machine=$scratch/root
# shellcheck source=scripts/fresh-machine/build.sh
. "$root/scripts/fresh-machine/build.sh"
# shellcheck source=vagrant/box/root.sh
. "$here/root.sh"
# shellcheck source=vagrant/box/disk.sh
. "$here/disk.sh"

began=$SECONDS
step() {
  printf 'box: %s (%s s)\n' "$1" "$((SECONDS - began))" >&2
}

mount -t proc proc /proc
step 'a bare Debian 13'
if [ -n "$keep" ] && [ -f "$keep/trixie-box.tar" ]; then
  mkdir "$machine"
  tar -C "$machine" -xpf "$keep/trixie-box.tar"
else
  debootstrap_to trixie "$machine"
  [ -z "$keep" ] || { mkdir -p "$keep" && tar -C "$machine" -cf "$keep/trixie-box.tar.part" . && mv "$keep/trixie-box.tar.part" "$keep/trixie-box.tar"; }
fi
step 'kernel, ssh, network'
# Not `make_bootable … || …`: bash then goes on after a failure inside.
trap '[ ! -f "$scratch/root.log" ] || tail -n 30 "$scratch/root.log" >&2' ERR
set -E
make_bootable "$machine" >"$scratch/root.log" 2>&1
trap - ERR
if [ "$provisioned" = yes ]; then
  step 'the course'
  put_course "$machine"
fi
finish_root "$machine"
step 'the disk'
make_disk "$machine" "$scratch/disk.raw" "$scratch/core.img"
step 'the box'
pack_box "$scratch/disk.raw" "$output"
step "$output, $(du -m "$output" | cut -f1) MB"
