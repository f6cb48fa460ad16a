#!/bin/bash
# npm run test:fresh: the two README commands on bare Debian 12, 13 and 14 machines, as an ordinary user on a real terminal.
# A machine is a folder made by debootstrap, entered in namespaces of its own with pivot_root; only the network is shared,
# for apt and npm, and it is compared before and after. Nothing is left, also when this is interrupted.
#
#   fresh-machine.sh [--only 12|13|14] [--keep-roots FOLDER] [--lab]
#
#   --only N              only Debian N
#   --keep-roots FOLDER   keep the bare roots there as archives, and use them next time
#   --lab                 also the real-lab tests on Debian 13 and 14, as root and as an ordinary user
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
parts=$root/scripts/fresh-machine
releases=(12 13 14)
keep=
lab_tests=no
while [ $# -gt 0 ]; do
  case $1 in
    --only)
      releases=("${2:?--only needs 12, 13 or 14}")
      shift
      ;;
    --keep-roots)
      keep=$(mkdir -p "${2:?--keep-roots needs a folder}" && cd "$2" && pwd -P)
      shift
      ;;
    --lab) lab_tests=yes ;;
    *)
      sed -n '2,10s/^# \{0,1\}//p' "$0"
      exit 2
      ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || {
  echo 'fresh-machine: only root can build a machine' >&2
  exit 2
}
for program in tmux git unshare nsenter dpkg-deb apt-get npm node; do
  command -v "$program" >/dev/null || {
    echo "fresh-machine: $program is missing" >&2
    exit 2
  }
done

scratch=$(mktemp -d /var/tmp/bridgework-fresh-XXXXXX)
socket=$scratch/tmux
machine_pid=
part_pid=
# shellcheck source=scripts/fresh-machine/build.sh
. "$parts/build.sh"
# shellcheck source=scripts/fresh-machine/machine.sh
. "$parts/machine.sh"
# shellcheck source=scripts/fresh-machine/screen.sh
. "$parts/screen.sh"
# shellcheck source=scripts/fresh-machine/part.sh
. "$parts/part.sh"
# shellcheck source=scripts/fresh-machine/proofs.sh
. "$parts/proofs.sh"

clean_up() {
  if [ -n "$part_pid" ]; then kill -KILL "$part_pid" 2>/dev/null || :; fi
  tmux -S "$socket" kill-server 2>/dev/null || :
  stop_machine
  rm -rf --one-file-system "$scratch"
}
trap clean_up EXIT
trap 'exit 130' HUP INT TERM

network_of_this_machine() {
  ip -o addr
  ip route show table all
  iptables-save 2>/dev/null | sed 's/ # .*//; s/\[[0-9:]*\]//; /^#/d' || :
  sysctl -a 2>/dev/null | grep -E '^net\.(ipv[46]\.(ip_forward|conf)|bridge)' || :
}

network_of_this_machine | sort >"$scratch/network.before"
for release in "${releases[@]}"; do
  part "Debian $release: a bare root" bare_root "$release"
  start_machine "$scratch/debian-$release"
  prove_machine "$release"
  stop_machine
  rm -rf --one-file-system "$scratch/debian-$release"
done
network_of_this_machine | sort >"$scratch/network.after"
part 'the network of this machine is as it was' diff "$scratch/network.before" "$scratch/network.after"
echo
echo "$proved passed, 0 failed"
