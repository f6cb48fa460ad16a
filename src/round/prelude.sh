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

at() {
  case $1 in
    host) shift; "$@" ;;
    outside | internet)
      [ -e "/run/netns/$1" ] || absent missing "$1" || return
      bw_netns=/run/netns/$1
      shift
      nsenter --net="$bw_netns" "$@"
      ;;
    *)
      locate "$1" || return
      shift
      nsenter -n -t "$BW_PID" "$@"
      ;;
  esac
}

engine_failed() {
  [ "$1" != 124 ] || echo 'timed out' >&2
  return 1
}

ask_engine() {
  timeout "$BW_DOCKER_SECONDS" docker ps -aq --no-trunc >"$BW_DIR/ids" || engine_failed $? || return
  : >"$BW_DIR/engine"
  if [ -s "$BW_DIR/ids" ]; then
    # shellcheck disable=SC2046 # one argument a container
    timeout "$BW_DOCKER_SECONDS" docker inspect --type container -f "$BW_INSPECT" $(cat "$BW_DIR/ids") \
      >"$BW_DIR/engine" 2>"$BW_DIR/inspect.err"
    bw_status=$?
    # A container that goes away between the two questions makes the second one fail for itself only.
    if [ "$bw_status" != 0 ] && { [ "$bw_status" != 1 ] || grep -v -e '^$' -e 'No such' "$BW_DIR/inspect.err" >&2; }; then
      engine_failed "$bw_status" || return
    fi
  fi
  while read -r bw_pid bw_name bw_log; do
    case $bw_pid in
      '{'*) printf '%s %s %s\n' "$bw_pid" "$bw_name" "$bw_log" >&4 ;;
      ?*) printf '%s %s %s\n' "$bw_pid" "${bw_name#/}" "$bw_log" >&5 ;;
    esac
  done <"$BW_DIR/engine" 4>"$BW_DIR/inspect" 5>"$BW_DIR/pids"
}

legacy_tables() {
  [ -e /proc/net/ip_tables_names ] || return 0
  # In a user namespace only the machine's own root may read the names; there the lock file that the legacy tool leaves
  # (the nft tool has none) tells that somebody has used it.
  if [ -r /proc/net/ip_tables_names ]; then at "$1" cat /proc/net/ip_tables_names
  elif [ -e /run/xtables.lock ]; then echo raw mangle nat filter; fi
}
