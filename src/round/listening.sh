# shellcheck shell=sh
# While a round is held for a grade, somebody listens to the kernel: rules that are swapped and swapped back between two
# looks leave no trace in the fingerprints before and after. `ip monitor` and `nft monitor` of every host and every running
# container; an event of theirs, or one that was ended, makes the fingerprint after the round another one.
#
# A bridge announces its ports again of its own accord, once, seconds after they came up; whoever changes a link and changes
# it back makes two announcements of it, so one alone is no event (were it a change, the fingerprints would differ).
# Left out: neighbours that are learned, and IPv6, whose routes a router renews by itself. iptables-legacy has no events.
bw_ears=
trap 'kill $bw_ears 2>/dev/null; rm -rf "$BW_DIR"' EXIT
listen_in() {
  case $1 in
    host) set -- ;;
    *) if is_machine "$1"; then set -- nsenter --net="/run/netns/$1"; else
       locate "$1" && [ "$(readlink "/proc/$BW_PID/ns/net")" != "$(readlink /proc/self/ns/net)" ] || return
       set -- nsenter -n -t "$BW_PID"; fi ;;
  esac
  "$@" ip -o monitor link address route rule neigh netconf >>"$BW_DIR/heard" 2>/dev/null &
  bw_new_ears="$bw_new_ears $!"
  "$@" nft monitor >>"$BW_DIR/heard" 2>/dev/null &
  bw_new_ears="$bw_new_ears $!"
}
# Its socket has joined groups: netlink(7); /proc/PID/net is that of the process' own namespace.
hears() {
  while read -r _ _ bw_port bw_groups _; do
    [ "$bw_port" != "$1" ] || [ "$bw_groups" = 00000000 ] || return 0
  done 2>/dev/null <"/proc/$1/net/netlink"
  return 1
}
listen() {
  : >"$BW_DIR/heard"
  bw_new_ears=
  listen_in host
  for bw_host in $BW_OTHER_HOSTS; do listen_in "$bw_host" </dev/null; done
  if [ -e "$BW_DIR/pids" ]; then
    while read -r bw_ear_pid bw_ear_name _; do
      [ "$bw_ear_pid" = 0 ] || listen_in "$bw_ear_name" </dev/null
    done <"$BW_DIR/pids"
  fi
  # One that never hears (a program that is not there) is not waited for twice, and its silence means nothing.
  for bw_ear in $bw_new_ears; do
    bw_tries=0
    until hears "$bw_ear"; do
      bw_tries=$((bw_tries + 1))
      if [ "$bw_tries" -gt 100 ] || ! kill -0 "$bw_ear" 2>/dev/null; then continue 2; fi
      sleep 0.01
    done
    bw_ears="$bw_ears $bw_ear"
  done
}
# Prints how many events there were, and the first of them; nothing when all was quiet.
heard() {
  for bw_ear in $bw_ears; do kill -0 "$bw_ear" 2>/dev/null || echo unsubscribed >>"$BW_DIR/heard"; done
  grep -E '^[0-9]+: [^ ]+: <' "$BW_DIR/heard" | cut -d ' ' -f 1,2 | sort | uniq -d >"$BW_DIR/events"
  # What traffic does to neighbours is left out; a peer of a tunnel that was set by hand may carry such a word, too.
  grep -vE '^[0-9]+: [^ ]+: <|inet6|::|(^| )[0-9a-f]{3,4}:[0-9a-f:]' "$BW_DIR/heard" |
    sed -E -e '/ (PERMANENT|(REACHABLE|STALE) NOARP) *$/b' -e '/ (REACHABLE|STALE|DELAY|PROBE|FAILED|INCOMPLETE|NOARP)( |$)/d' >>"$BW_DIR/events"
  [ ! -s "$BW_DIR/events" ] || printf ' heard %s: %s' "$(grep -c '' "$BW_DIR/events")" "$(head -n 1 "$BW_DIR/events" | head -c 200)"
}
