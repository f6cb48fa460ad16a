# shellcheck shell=sh
# So prepared, Docker is asked for a container's process once, until a line is typed or something else is said to Docker.
answers=$(mktemp -d); trap 'rm -rf "$answers"' EXIT
forget() { rm -f "$answers"/*; }
docker() {
  [ "$1" = inspect ] || { forget; command docker "$@"; return; }
  for last; do :; done
  [ -s "$answers/$last" ] || command docker "$@" >"$answers/$last" || return
  cat "$answers/$last"
}
