#!/bin/bash
# npm run test:vm: a learner's whole way through the Vagrant machine, for real: Debian's vagrant, vagrant-libvirt and qemu
# (KVM where it works, else emulation), the box of vagrant/box/build.sh, `vagrant up`, the course, reboots, destroy.
# The learner's computer is itself a Debian in namespaces of its own, its network too: libvirt's bridges and rules are made
# there, and it reaches the package registries through slirp4netns. This machine's network is compared before and after.
#
#   test-vm.sh [--keep FOLDER] [--until PART] [--provisioned] [--emulation] [--students N] [--hold]
#
#   --keep FOLDER   keep the computer's root and the box there as archives, and use them next time
#   --until PART    stop after: box, up, provisioned, course
#   --provisioned   the course is in the box already (box/build.sh --provisioned): what emulation takes an hour for
#   --emulation     do not use KVM
#   --students N    also bring up N small student machines and read the inventory
#   --hold          at the end, or when a part fails: keep all of it running until this script is ended, and say how to get in
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
parts=$root/scripts/fresh-machine
here=$root/scripts/test-vm
keep=
until=all
emulation=
provisioned=no
students=0
hold=no
while [ $# -gt 0 ]; do
  case $1 in
    --keep) keep=$(mkdir -p "${2:?--keep needs a folder}" && cd "$2" && pwd -P) && shift ;;
    --until) until=${2:?--until needs a part} && shift ;;
    --students) students=${2:?--students needs a number} && shift ;;
    --emulation) emulation=yes ;;
    --provisioned) provisioned=yes ;;
    --hold) hold=yes ;;
    *)
      sed -n '2,15s/^# \{0,1\}//p' "$0"
      exit 2
      ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || {
  echo 'test-vm: only root can make the computer that vagrant runs on' >&2
  exit 2
}
for program in git unshare nsenter dpkg-deb apt-get; do
  command -v "$program" >/dev/null || {
    echo "test-vm: $program is missing" >&2
    exit 2
  }
done

scratch=$(mktemp -d /var/tmp/bridgework-vm-XXXXXX)
machine_pid=
part_pid=
# shellcheck source=scripts/fresh-machine/build.sh
. "$parts/build.sh"
# shellcheck source=scripts/fresh-machine/machine.sh
. "$parts/machine.sh"
# shellcheck source=scripts/fresh-machine/part.sh
. "$parts/part.sh"
# shellcheck source=scripts/test-vm/computer.sh
. "$here/computer.sh"
# shellcheck source=scripts/test-vm/proofs.sh
. "$here/proofs.sh"
# shellcheck source=scripts/test-vm/course.sh
. "$here/course.sh"

# shellcheck disable=SC2317,SC2329 # the trap calls it
clean_up() {
  if [ "$hold" = yes ] && [ -n "${machine_pid:-}" ]; then
    trap 'hold=no' HUP INT TERM
    echo "held: kill $$ ends it. The learner's computer: nsenter -t $machine_pid -m -p -i -u -n env -C /root/bridgework/vagrant bash"
    while [ "$hold" = yes ]; do sleep 1; done
  fi
  if [ -n "$part_pid" ]; then kill -KILL "$part_pid" 2>/dev/null || :; fi
  stop_machine
  rm -rf --one-file-system "$scratch"
}
trap clean_up EXIT
trap 'hold=no; exit 130' HUP INT TERM

finish() {
  [ "$hold" = no ] || exit 0
  stop_machine
  network_of_this_machine >"$scratch/network.after"
  part 'the network of this machine is as it was' diff "$scratch/network.before" "$scratch/network.after"
  echo
  echo "$proved passed, 0 failed"
  exit 0
}

# Ends the run here when --until says so.
reached() { if [ "$until" = "$1" ]; then finish; fi; }

network_of_this_machine >"$scratch/network.before"
part 'a computer with Vagrant, libvirt and qemu' make_computer
start_machine "$scratch/computer" --net
part 'its own network, its libvirt' start_network
part 'KVM, or emulation' which_accelerator
part 'the box, from Debian packages alone' make_box
part 'vagrant validate' vagrant_validate
reached box
prove_up
reached up
prove_provisioning
reached provisioned
prove_course
reached course
if [ "$students" -gt 0 ]; then prove_students; fi
part 'vagrant destroy leaves no machine, no disk, no port' destroyed
finish
