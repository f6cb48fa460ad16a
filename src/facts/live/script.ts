/** Seconds after which an instrument ends by itself, whatever happened to the script that started it. */
const bound = 25;

/**
 * The kernel takes tables with the flag `owner` away when the program that made them ends, however it ends (nft(8)):
 * nothing is left, also after SIGKILL. In both families: bridged frames meet `ip` only where br_netfilter hands them over.
 */
const marks = (table: string): readonly string[] => [
  `add table ip ${table} { flags owner; }`,
  `add chain ip ${table} pre { type filter hook prerouting priority -350; }`,
  `add chain ip ${table} out { type filter hook output priority -350; }`,
  `add rule ip ${table} pre ip protocol { tcp, icmp } meta nftrace set 1`,
  `add rule ip ${table} out ip protocol { tcp, icmp } meta nftrace set 1`,
  `add table bridge ${table} { flags owner; }`,
  `add chain bridge ${table} pre { type filter hook prerouting priority -350; }`,
  `add rule bridge ${table} pre ether type ip meta nftrace set 1`,
];

export const traceTable = 'bridgework_trace';

/**
 * Watches every node while `probe` runs: netfilter's own trace, conntrack's events, captures on all interfaces. Prints
 * parts: `blind` (NODE INSTRUMENT of what did not come up), then `trace NODE`, `events NODE`, `capture NODE`, `probe.out`,
 * `probe.err`. Standard error of the probe is in a file that `accessLog` also reads.
 */
export const liveScript = (probe: string): string => `
live=$BW_DIR/live
mkdir "$live"
nodes=host
for name in $(cd /run/netns 2>/dev/null && ls); do
  case $name in *[!A-Za-z0-9-]*) ;; *) ! is_machine "$name" || nodes="$nodes $name" ;; esac
done
if [ -e "$BW_DIR/pids" ]; then
  while read -r pid name log; do [ "$pid" = 0 ] || nodes="$nodes $name"; done <"$BW_DIR/pids"
fi
# As \`at\`, but in place of this subshell, so that its pid is the program's.
inside() {
  node=$1
  shift
  if [ "$node" = host ]; then exec timeout --foreground ${bound} "$@"
  elif is_machine "$node"; then exec nsenter --net="/run/netns/$node" timeout --foreground ${bound} "$@"
  fi
  locate "$node" || exit
  exec nsenter -n -t "$BW_PID" timeout --foreground ${bound} "$@"
}
started=
keep() { started="$started $!"; }
for node in $nodes; do
  {
    printf '%s\\n' ${marks(traceTable)
      .map((one) => `'${one}'`)
      .join(' ')}
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
    mark) at "$1" nft list tables | grep -q ${traceTable} ;;
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
probe() {
${probe}
}
( probe ) >"$live/probe.out" 2>"$BW_DIR/live-probe.err"
probed=$?
# The last packets and events are on their way.
sleep 0.2
kill $started $(cat "$live"/*.holder) 2>/dev/null
wait
part blind printf '%s' "$missing"
for node in $nodes; do
  for instrument in trace events capture; do part "$instrument $node" cat "$live/$node.$instrument"; done
done
part probe.out cat "$live/probe.out"
part probe.err cat "$BW_DIR/live-probe.err"
exit $probed
`;
