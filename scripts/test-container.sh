#!/bin/bash
# npm test -- --only container: the container image, built by a real engine, and the course taken in it as its learner would.
# The engine runs in namespaces of its own. It shares this machine's network only while it builds (Debian's and npm's packages),
# and makes nothing there; later it has a network of its own, and containers have none. Nothing is left.
#
#   test-container.sh [--keep FOLDER]    keep the engine's files there, and start from them next time
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
keep=
[ "${1:-}" != --keep ] || keep=$(mkdir -p "${2:?--keep needs a folder}" && cd "$2" && pwd -P)
[ "$(id -u)" = 0 ] || {
  echo 'test-container: only root can run an engine' >&2
  exit 2
}
for program in dockerd docker tmux unshare git apt-get dpkg-deb; do
  command -v "$program" >/dev/null || {
    echo "test-container: $program is missing" >&2
    exit 2
  }
done

scratch=$(mktemp -d /var/tmp/bridgework-container-XXXXXX)
socket=$scratch/tmux
data=${keep:-$scratch/data}
export DOCKER_HOST=unix://$scratch/docker.sock
part_pid=
# shellcheck source=scripts/test-container/engine.sh
. "$root/scripts/test-container/engine.sh"
# shellcheck source=scripts/fresh-machine/part.sh
. "$root/scripts/fresh-machine/part.sh"
# shellcheck source=scripts/test-container/screen.sh
. "$root/scripts/test-container/screen.sh"
# shellcheck source=scripts/test-container/proofs.sh
. "$root/scripts/test-container/proofs.sh"
# shellcheck source=scripts/test-container/editor.sh
. "$root/scripts/test-container/editor.sh"

clean_up() {
  if [ -n "$part_pid" ]; then kill -KILL "$part_pid" 2>/dev/null || :; fi
  tmux -S "$socket" kill-server 2>/dev/null || :
  stop_engine
  rm -rf --one-file-system "$scratch"
}
trap clean_up EXIT
trap 'exit 130' HUP INT TERM

start_engine shared
part 'the image is built, and is at most 600 MB' builds
part 'the image for editors, the same' builds_for_editors
stop_engine
start_engine alone
part 'least rights: the course is solved, and all of it is proved' solves
part 'the first frame, the first step, and its proof in the terminal' first_step
part 'a new container with the same volume goes on where the last one was left' goes_on
part 'each right that is missing is told with the command that has it' refuses
part 'as root, with nothing covered, and with no filter it comes up too' other_ways
part 'docker exec and a restart find the lab of the learner' second_terminal
part "devcontainer.json's settings, as an editor uses them: the first frame, then the whole course" serves_editors
part 'what the image holds: a learner without root, nothing that was only for its build' holds
echo
echo "$proved passed, 0 failed"
