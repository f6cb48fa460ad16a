# shellcheck shell=sh
# Watches the host, MACHINES and containers while PROBE runs, a piece of shell: netfilter's own trace, conntrack's events, captures on all interfaces. MARKS: what
# nft is told, in a table TABLE; BOUND: seconds after which an instrument ends by itself.
live=$BW_DIR/live
mkdir "$live"
nodes=host
for node in $MACHINES; do ! is_machine "$node" || nodes="$nodes $node"; done
if [ -e "$BW_DIR/pids" ]; then
  while read -r pid name _; do [ "$pid" = 0 ] || nodes="$nodes $name"; done <"$BW_DIR/pids"
fi
# As `at`, but in place of this subshell, so that its pid is the program's.
inside() {
  node=$1
  shift
  if [ "$node" = host ]; then exec timeout --foreground "$BOUND" "$@"
  elif is_machine "$node"; then exec nsenter --net="/run/netns/$node" timeout --foreground "$BOUND" "$@"; fi
  locate "$node" || exit
  exec nsenter -n -t "$BW_PID" timeout --foreground "$BOUND" "$@"
}
started=
keep() { started="$started $!"; }
for node in $nodes; do
  {
    printf '%s\n' "$MARKS"
    # Keeps nft's input open for as long as the round's own shell lives.
    exec sh -c 'echo $$ >"$1"; exec tail -f /dev/null -s 0.2 --pid="$2"' sh "$live/$node.holder" $$
  } | (inside "$node" nft -i) >/dev/null 2>&1 &
  keep
  (inside "$node" nft -n monitor trace) >"$live/$node.trace" 2>/dev/null &
  keep
  (inside "$node" conntrack -E -f ipv4 -o extended) >"$live/$node.events" 2>/dev/null &
  keep
  (inside "$node" tcpdump -Z root -p -i any -nn -e -tt -l tcp or icmp or arp) >"$live/$node.capture" 2>"$live/$node.listening" &
  keep
done
# Netlink sockets of the netfilter family say which events they wait for: 0x100 traces, 0x7 connections.
waits_for() { at "$1" cat /proc/net/netlink | awk -v groups="$2" '$2 == 12 && $4 ~ groups "$" { found = 1 } END { exit !found }'; }
is_ready() {
  case $2 in
    mark) at "$1" nft list tables | grep -q "$TABLE" ;;
    trace) waits_for "$1" 00000100 ;;
    events) waits_for "$1" 00000007 ;;
    capture) grep -q 'listening on' "$live/$1.listening" ;;
  esac
}
missing=
tries=0
for node in $nodes; do
  for instrument in mark trace events capture; do
    until is_ready "$node" $instrument 2>/dev/null; do
      [ $tries -lt 80 ] || { missing="$missing$node $instrument
"; break; }
      tries=$((tries + 1))
      sleep 0.05
    done
  done
done
( eval "$PROBE" ) >"$live/probe.out" 2>"$BW_DIR/live-probe.err"
probed=$?
# The last packets and events are on their way.
sleep 0.2
# shellcheck disable=SC2046,SC2086 # one argument a process
kill $started $(cat "$live"/*.holder) 2>/dev/null
wait
part unobservable printf '%s' "$missing"
for node in $nodes; do
  for instrument in trace events capture; do part "$instrument $node" cat "$live/$node.$instrument"; done
done
part probe.out cat "$live/probe.out"
part probe.err cat "$BW_DIR/live-probe.err"
exit "$probed"
