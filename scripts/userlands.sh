#!/bin/bash
# The whole course on other userlands than this machine's, in minutes: bare Debian 13 and 14 roots, which get what the lab says
# it lacks by the very command that it gives, then provision.sh; as root and as an ordinary user. On 14 also what the lessons
# say of Docker "today", by an engine in a network of its own. As root; nothing is installed on this machine. See also
# npm run test:fresh, which goes the learner's way.
#
#   userlands.sh [--only 13|14] [--keep-roots FOLDER]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
parts=$root/scripts/fresh-machine
here=$root/scripts/userlands
releases=(13 14)
keep=
while [ $# -gt 0 ]; do
  case $1 in
    --only) releases=("${2:?--only needs 13 or 14}") && shift ;;
    --keep-roots) keep=$(mkdir -p "${2:?--keep-roots needs a folder}" && cd "$2" && pwd -P) && shift ;;
    *)
      sed -n '2,8s/^# \{0,1\}//p' "$0"
      exit 2
      ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || {
  echo 'userlands: only root can build a root' >&2
  exit 2
}
if [ ! -f "$root/dist/main.mjs" ] || [ ! -x "$root/node_modules/node/bin/node" ]; then
  echo 'userlands: not built yet: npm run setup' >&2
  exit 2
fi
scratch=$(mktemp -d /var/tmp/bridgework-userlands-XXXXXX)
part_pid=
children=()
# shellcheck source=scripts/fresh-machine/build.sh
. "$parts/build.sh"
# shellcheck source=scripts/fresh-machine/machine.sh
. "$parts/machine.sh"
# shellcheck source=scripts/fresh-machine/part.sh
. "$parts/part.sh"
# shellcheck source=scripts/userlands/proofs.sh
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

# Side by side: each waits for downloads half of the time.
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
part "Debian $release: a bare root" root_with_course "$release"
start_machine "$scratch/debian-$release"
prove_userland "$release"
if [ "$release" = 14 ]; then
  stop_machine
  start_machine "$scratch/debian-$release" --net
  prove_engine_today
fi
echo
echo "$proved passed, 0 failed"
