#!/bin/bash
# What can be proved of the Vagrant machine without booting one, in minutes: provision.sh --vm in bare Debian 12 and 13 roots,
# cut off once and run to the end twice, with no service started; and the Vagrantfile, by Debian's own vagrant. As root;
# nothing is installed on this machine. See npm run test:vm for a real machine.
#
#   vm-checks.sh [--only 12|13] [--keep-roots FOLDER]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
parts=$root/scripts/fresh-machine
here=$root/scripts/vm-checks
releases=(12 13)
keep=
while [ $# -gt 0 ]; do
  case $1 in
    --only) releases=("${2:?--only needs 12 or 13}") && shift ;;
    --keep-roots) keep=$(mkdir -p "${2:?--keep-roots needs a folder}" && cd "$2" && pwd -P) && shift ;;
    *)
      sed -n '2,7s/^# \{0,1\}//p' "$0"
      exit 2
      ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || {
  echo 'vm-checks: only root can build a root' >&2
  exit 2
}
scratch=$(mktemp -d /var/tmp/bridgework-vm-checks-XXXXXX)
part_pid=
children=()
# shellcheck source=scripts/fresh-machine/build.sh
. "$parts/build.sh"
# shellcheck source=scripts/fresh-machine/machine.sh
. "$parts/machine.sh"
# shellcheck source=scripts/fresh-machine/part.sh
. "$parts/part.sh"
# shellcheck source=scripts/vm-checks/proofs.sh
. "$here/proofs.sh"

clean_up() {
  if [ -n "$part_pid" ]; then kill -KILL "$part_pid" 2>/dev/null || :; fi
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || :; done
  # Each cleans up its own.
  for child in "${children[@]}"; do wait "$child" || :; done
  stop_machine
  rm -rf --one-file-system "$scratch"
}
trap clean_up EXIT
trap 'exit 130' HUP INT TERM

# Both releases side by side: each waits for downloads half of the time.
if [ ${#releases[@]} -gt 1 ]; then
  for release in "${releases[@]}"; do
    bash "$0" --only "$release" ${keep:+--keep-roots "$keep"} >"$scratch/$release.log" 2>&1 </dev/null &
    children+=($!)
  done
  failed=0
  for index in "${!releases[@]}"; do
    wait "${children[$index]}" || failed=$((failed + 1))
    cat "$scratch/${releases[$index]}.log"
  done
  children=()
  exit "$failed"
fi

release=${releases[0]}
part "Debian $release: a root with systemd, not booted" root_with_systemd "$release"
start_machine "$scratch/debian-$release"
prove_root "$release"
# The last release that has a vagrant package.
if [ "$release" = 12 ]; then prove_vagrantfile; fi
echo
echo "$proved passed, 0 failed"
