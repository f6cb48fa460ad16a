/** Nodes of a lab of the differential test. */
export const nodes = ['host', 'outside', 'internet', 'c1', 'c2'] as const;

/** What the lines of a plan can use; `pids`: of the containers' first processes. */
export const functions = (pids: { readonly [container: string]: number }): string => `
pid() { case $1 in ${Object.entries(pids)
  .map(([name, pid]) => `${name}) echo ${pid} ;;`)
  .join(' ')} esac; }
on() {
  case $1 in
    host) shift; "$@" ;;
    outside | internet) bw_at=$1; shift; nsenter --net=/run/netns/$bw_at "$@" ;;
    *) bw_at=$(pid "$1"); shift; nsenter -n -t $bw_at "$@" ;;
  esac
}
mac() { on "$1" ip -br link show dev "$2" | awk '{ print $3 }'; }
`;

/** Every line on its own: what the kernel refuses is told (by its number), and the lab is what the others made. */
export function script(pids: { readonly [container: string]: number }, lines: readonly string[]): string {
  const steps = lines.map((line, index) => `{ ${line}\n} >/dev/null 2>&1 </dev/null || echo ${index}`);
  return `${functions(pids)}\n${steps.join('\n')}\n`;
}

/**
 * For a shell in a node: forgets what earlier packets left behind (neighbours, learned addresses, redirects,
 * connections), so that old state neither heals nor spoils. `retransmit`: milliseconds between two ARP requests, of
 * which the kernel sends three.
 */
export const forget = (retransmit: number): string => `
{
  for file in /proc/sys/net/ipv4/neigh/*/retrans_time_ms; do echo ${retransmit} >$file; done
  case $1 in
    host) for bridge in br0 br1; do ip link set $bridge type bridge fdb_flush; done ;;
    internet) ip link set lan type bridge fdb_flush ;;
  esac
  ip -4 neigh flush all
  echo 1 >/proc/sys/net/ipv4/route/flush
  conntrack -F
} </dev/null >/dev/null 2>&1
`;

/** Interfaces of a node that was never touched; those that a kernel with tunnels makes by itself are passed over. */
const own: { readonly [node: string]: string } = { host: 'lo|ens33', outside: 'lo|eth0', internet: 'lo|lan|lan-*' };
const kernels = 'tunl*|sit*|gre*|erspan*|ip_vti*|ip6*';

/** Commands of ip(8) that put a node's addresses and routes back. */
const addresses = (mac: string): { readonly [node: string]: string } => ({
  host: `link set ens33 nomaster
link set ens33 down
link set ens33 address ${mac} mtu 1500 up
address flush dev ens33
route flush table main
address add 192.168.1.61/24 brd + dev ens33
route add default via 192.168.1.1`,
  outside: `link set eth0 mtu 1500
address flush dev eth0
route flush table main
address add 192.168.1.50/24 brd + dev eth0
route add default via 192.168.1.1`,
  internet: `address add 203.0.113.80/32 dev lo
address flush dev lan
route flush table main
address add 192.168.1.1/24 brd + dev lan
route add blackhole default`,
});

const emptyTables = Object.entries({
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
}).map(([table, chains]) => `*${table}\n${chains.map((chain) => `:${chain} ACCEPT`).join('\n')}\nCOMMIT`);

/**
 * For a shell in the node: rules, links, routes, neighbours and switches as they were. ICMP errors are not limited in number
 * (icmp_ratemask): otherwise one fetch would use up what another one, at the same time, waits for.
 */
const cleanNode = (node: string, mac: string): string => `
cd /proc/sys/net/ipv4
{
  while IFS=': ' read -r link rest; do
    case $link in Inter-*|face*|${own[node] ?? 'lo'}|${kernels}) ;; *) echo "link del $link" ;; esac
  done </proc/net/dev
  echo 'rule flush
rule add from all lookup main pref 32766
rule add from all lookup default pref 32767
route flush table 100
link set lo up
address flush dev lo scope global
neigh flush nud permanent
${addresses(mac)[node] ?? 'route flush table main'}
neigh flush all'
} | ip -4 -force -batch -
nft flush ruleset
[ ! -e /run/xtables.lock ] || iptables-legacy-restore <<'TABLES'
${emptyTables.join('\n')}
TABLES
for conf in conf/*; do
  for switch in rp_filter src_valid_mark route_localnet accept_local proxy_arp arp_ignore arp_filter; do echo 0 >$conf/$switch; done
done
for file in neigh/*/retrans_time_ms; do echo 1000 >$file; done
echo 1 >ip_forward; echo 0 >ip_forward
${node === 'internet' ? 'echo 1 >ip_forward' : ''}
${node === 'host' ? 'echo 1 >ip_forward\necho 1 >/proc/sys/net/bridge/bridge-nf-call-iptables\niptables -P FORWARD DROP\nip6tables -P FORWARD DROP' : ''}
echo 0 >icmp_ratemask
conntrack -F
`;

/** Back to a lab that was just started, with its two containers: whatever a plan can change, without a new lab. */
export const cleaning = (
  pids: { readonly [container: string]: number },
  mac: string,
  touched: readonly string[],
): string => `
${functions(pids)}
{
${touched.map((node) => `on ${node} sh -s <<'BW_CLEAN'\n${cleanNode(node, mac)}\nBW_CLEAN`).join('\n')}
rm -f /run/xtables.lock
} >/dev/null 2>&1
`;
