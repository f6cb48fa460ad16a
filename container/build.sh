#!/bin/bash
# Builds the container image, also where no registry can be reached: its base is then made by debootstrap.
#
#   build.sh [--tag NAME] [--base IMAGE] [DOCKER-BUILD-OPTION…]
#
#   --tag NAME    what the image is called (bridgework)
#   --base IMAGE  what it is made from; default: debian:13-slim where the engine has it or can pull it, else a debootstrap of
#                 Debian 13, imported as bridgework-base:13 (as root: debootstrap needs it)
#
# DOCKER names another client, e.g. DOCKER=podman.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(dirname "$here")
docker=${DOCKER:-docker}
tag=bridgework
base=
options=()
while [ $# -gt 0 ]; do
  case $1 in
    --tag)
      tag=${2:?--tag needs a name}
      shift
      ;;
    --base)
      base=${2:?--base needs an image}
      shift
      ;;
    -h | --help)
      sed -n '2,11s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) options+=("$1") ;;
  esac
  shift
done
scratch=$(mktemp -d /var/tmp/bridgework-image-XXXXXX)
trap 'rm -rf --one-file-system "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
# shellcheck source=scripts/fresh-machine/build.sh
. "$root/scripts/fresh-machine/build.sh"

has() { "$docker" image inspect "$1" >/dev/null 2>&1; }

import_base() {
  [ "$(id -u)" = 0 ] || {
    echo "build.sh: no registry can be reached, and only root can make a base by debootstrap: sudo $0" >&2
    return 1
  }
  echo 'build.sh: no registry: the base is made by debootstrap' >&2
  debootstrap_to trixie "$scratch/base"
  {
    echo "deb $(mirror_of Debian) trixie main"
    echo "deb $(mirror_of Debian) trixie-updates main"
  } >"$scratch/base/etc/apt/sources.list"
  rm -rf "$scratch"/base/var/cache/apt/archives/*.deb "$scratch"/base/var/lib/apt/lists/*
  # As in Debian's own slim images.
  rm -rf "$scratch"/base/usr/share/{doc,man,locale}/*
  tar -C "$scratch/base" --numeric-owner --xattrs -cf - . | "$docker" import - bridgework-base:13 >/dev/null
}

if [ -z "$base" ]; then
  base=debian:13-slim
  if ! has $base && ! has bridgework-base:13 && ! timeout 60 "$docker" pull -q $base >/dev/null 2>&1; then import_base; fi
  has $base || base=bridgework-base:13
fi

# What is committed or about to be, and what leads to the package servers from here: only the stage that builds sees it.
mkdir "$scratch/context"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null --no-recursion --ignore-failed-read --files-from=- -cf -) 2>/dev/null |
  tar -C "$scratch/context" -xf -
mkdir "$scratch/context/container/client"
for file in "${NODE_EXTRA_CA_CERTS:-}" "${SSL_CERT_FILE:-}"; do
  if [ -f "$file" ]; then
    cp "$file" "$scratch/context/container/client/ca-certificates.crt"
    break
  fi
done
[ ! -f ~/.npmrc ] || cp ~/.npmrc "$scratch/context/container/client/npmrc"
"$docker" build --build-arg BASE="$base" -t "$tag" -f "$scratch/context/container/Dockerfile" \
  ${options[@]+"${options[@]}"} "$scratch/context"
