# shellcheck shell=sh
# What every fragment can use: POSIX sh functions, run as root in the lab's node `host`. Names that start with bw_ are the prelude's own.
# Programs are looked for in the system's own folders first, whatever the caller's PATH is; a wrapper of somebody's comes last. A
# folder in memory comes first, so that a full disk does not stop a look.
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin:/usr/local/sbin
umask 077
cd /
for bw_place in /dev/shm /run /tmp ''; do
  BW_DIR=$(mktemp -d "$bw_place/bridgework.XXXXXX" 2>/dev/null) && break
done
if [ -z "$BW_DIR" ]; then echo "$BW_NONCE no-folder"; exit 0; fi
trap 'rm -rf "$BW_DIR"' EXIT
trap 'exit 143' HUP INT PIPE TERM

part() {
  printf '\n%s begin %s\n' "$BW_NONCE" "$1"
  shift
  "$@"
  bw_status=$?
  printf '\n%s end %s\n' "$BW_NONCE" "$bw_status"
  return "$bw_status"
}

absent() {
  printf '%s %s %s\n' "$BW_NONCE" "$1" "$2" >&2
  return 125
}

engine() {
  [ -e "$BW_DIR/pids" ] || absent docker "$(tail -n 1 "$BW_DIR/engine.err")"
}

locate() {
  engine || return
  while read -r BW_PID bw_name _; do
    [ "$bw_name" = "$1" ] || continue
    [ "$BW_PID" = 0 ] || return 0
    absent stopped "$1"
    return
  done <"$BW_DIR/pids"
  absent missing "$1"
}

# A network namespace that has a name, and is no container's.
is_machine() {
  [ -e "/run/netns/$1" ] || return 1
  [ -e "$BW_DIR/pids" ] || return 0
  while read -r _ bw_name _; do [ "$bw_name" != "$1" ] || return 1; done <"$BW_DIR/pids"
}

at() {
  if [ "$1" = host ]; then
    shift
    "$@"
  elif is_machine "$1"; then
    bw_netns=/run/netns/$1
    shift
    nsenter --net="$bw_netns" "$@"
  else
    locate "$1" || return
    shift
    nsenter -n -t "$BW_PID" "$@"
  fi
}

engine_failed() {
  [ "$1" != 124 ] || echo 'timed out' >&2
  return 1
}

# What the engine says of every container, as BW_INSPECT has it: over its socket, which costs a tenth of what its own program
# does; by that program where the engine is asked in another way, or says something that is not understood. One that hangs would
# hang for its program too.
ask_engine() {
  : >"$BW_DIR/engine"
  bw_status=0
  ask_socket || bw_status=$?
  if [ "$bw_status" = 124 ]; then engine_failed 124; else [ "$bw_status" = 0 ] || ask_program; fi || return
  while read -r bw_pid bw_name bw_log; do
    case $bw_pid in
      '{'*) printf '%s %s %s\n' "$bw_pid" "$bw_name" "$bw_log" >&4 ;;
      ?*) printf '%s %s %s\n' "$bw_pid" "${bw_name#/}" "$bw_log" >&5 ;;
    esac
  done <"$BW_DIR/engine" 4>"$BW_DIR/inspect" 5>"$BW_DIR/pids"
}

# All the questions at once have that time: curl's own limit is one for each, and its status that of the last.
ask_at() {
  timeout --foreground "$BW_DOCKER_SECONDS" curl -q -sS --noproxy '*' --unix-socket /var/run/docker.sock "$@" 2>/dev/null
}

# The answers are JSON, one container a line. A quote within a string is always escaped, so none can look like a field.
ask_socket() {
  [ -z "${DOCKER_HOST:-}${DOCKER_CONTEXT:-}" ] && [ -S /var/run/docker.sock ] || return
  [ ! -e "${HOME:-/root}/.docker/config.json" ] || ! grep -q currentContext "${HOME:-/root}/.docker/config.json" || return
  ask_at 'http://docker/containers/json?all=1' >"$BW_DIR/listed" || return
  grep -o '"Id":"[0-9a-f]\{64\}"' "$BW_DIR/listed" | cut -d '"' -f 4 >"$BW_DIR/ids"
  if [ ! -s "$BW_DIR/ids" ]; then [ "$(cat "$BW_DIR/listed")" = '[]' ]; return; fi
  set --
  while read -r bw_id; do set -- "$@" "http://docker/containers/$bw_id/json"; done <"$BW_DIR/ids"
  ask_at "$@" >"$BW_DIR/said" || return
  # One that goes away between the two questions is told of by a message, and is no container any more. Of every other one there
  # must be an answer: one that is left out would be told of as missing.
  sed -n -e '/^{"message":"No such container/d' -e "$BW_FIELDS" "$BW_DIR/said" >"$BW_DIR/engine"
  bw_known=$(grep -c '^{"id"' "$BW_DIR/engine")
  bw_gone=$(grep -c '^{"message":"No such container' "$BW_DIR/said")
  [ $((bw_known + bw_gone)) = "$(grep -c . "$BW_DIR/ids")" ]
}

ask_program() {
  timeout "$BW_DOCKER_SECONDS" docker ps -aq --no-trunc >"$BW_DIR/ids" || engine_failed $? || return
  : >"$BW_DIR/engine"
  [ -s "$BW_DIR/ids" ] || return 0
  # shellcheck disable=SC2046 # one argument a container
  timeout "$BW_DOCKER_SECONDS" docker inspect --type container -f "$BW_INSPECT" $(cat "$BW_DIR/ids") \
    >"$BW_DIR/engine" 2>"$BW_DIR/inspect.err"
  bw_status=$?
  # A container that goes away between the two questions makes the second one fail for itself only.
  if [ "$bw_status" != 0 ] && { [ "$bw_status" != 1 ] || grep -v -e '^$' -e 'No such' "$BW_DIR/inspect.err" >&2; }; then
    engine_failed "$bw_status"
  fi
}

legacy_tables() {
  [ -e /proc/net/ip_tables_names ] || return 0
  # In a user namespace only the machine's own root may read the names; there the lock file that the legacy tool leaves
  # (the nft tool has none) tells that somebody has used it.
  if [ -r /proc/net/ip_tables_names ]; then at "$1" cat /proc/net/ip_tables_names
  elif [ -e /run/xtables.lock ]; then echo raw mangle nat filter; fi
}
