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
 * Forgets what earlier packets left behind (neighbours, learned addresses, redirects, connections), so that old state
 * neither heals nor spoils. `retransmit`: milliseconds between two ARP requests, of which the kernel sends three.
 */
export const forget = (pids: { readonly [container: string]: number }, retransmit: number): string => `
${functions(pids)}
for node in ${nodes.join(' ')}; do
  on $node sh -c '
    for file in /proc/sys/net/ipv4/neigh/*/retrans_time_ms; do echo ${retransmit} >$file; done
    for bridge in $(ip -br link show type bridge | cut -d " " -f 1); do ip link set $bridge type bridge fdb_flush; done
    ip -4 neigh flush all
    echo 1 >/proc/sys/net/ipv4/route/flush
    conntrack -F' >/dev/null 2>&1
done
`;

/** Back to a lab that was just started, with its two containers: whatever a plan can change, without a new lab. */
export const cleaning = (pids: { readonly [container: string]: number }, mac: string): string => `
${functions(pids)}
legacy=; [ ! -e /run/xtables.lock ] || legacy=yes
for node in ${nodes.join(' ')}; do
  export node legacy
  on $node sh -c '
    cd /proc/sys/net/ipv4
    keep="lo ens33"
    [ $node != outside ] || keep="lo eth0"
    [ $node != internet ] || keep="lo lan lan-host lan-outside"
    for link in $(ip -br link show | sed "s/[ @].*//"); do
      case " $keep tunl0 sit0 gre0 gretap0 erspan0 ip_vti0 ip6_vti0 ip6tnl0 ip6gre0 " in *" $link "*) ;; *) ip link del $link ;; esac
    done
    nft flush ruleset
    if [ -n "$legacy" ]; then
      iptables-legacy-restore <<TABLES
*raw
:PREROUTING ACCEPT
:OUTPUT ACCEPT
COMMIT
*mangle
:PREROUTING ACCEPT
:INPUT ACCEPT
:FORWARD ACCEPT
:OUTPUT ACCEPT
:POSTROUTING ACCEPT
COMMIT
*nat
:PREROUTING ACCEPT
:INPUT ACCEPT
:OUTPUT ACCEPT
:POSTROUTING ACCEPT
COMMIT
*filter
:INPUT ACCEPT
:FORWARD ACCEPT
:OUTPUT ACCEPT
COMMIT
TABLES
    fi
    ip rule flush
    ip rule add from all lookup main pref 32766
    ip rule add from all lookup default pref 32767
    ip route flush table 100
    ip link set lo up
    for address in $(ip -4 -br address show dev lo | tr " " "\\n" | grep -F .); do
      case $node/$address in */127.0.0.1/8 | internet/203.0.113.80/32) ;; *) ip address del $address dev lo ;; esac
    done
    ip -4 neigh flush nud permanent
    for conf in conf/*; do
      echo 0 >$conf/rp_filter; echo 0 >$conf/route_localnet; echo 0 >$conf/accept_local; echo 0 >$conf/proxy_arp
      echo 0 >$conf/arp_ignore; echo 0 >$conf/arp_filter
    done
    for file in neigh/*/retrans_time_ms; do echo 1000 >$file; done
    echo 0 >ip_forward; echo 0 >conf/all/forwarding; echo 0 >conf/default/forwarding
    for conf in conf/*; do echo 0 >$conf/forwarding; done
    [ $node != host ] || echo 1 >ip_forward'
done
rm -f /run/xtables.lock
ip link set ens33 nomaster
ip link set ens33 down
ip link set ens33 address ${mac} up
ip address flush dev ens33
ip route flush table main
ip address add 192.168.1.61/24 brd + dev ens33
ip route add default via 192.168.1.1
iptables -P FORWARD DROP
ip6tables -P FORWARD DROP
echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables
on outside sh -c 'ip address flush dev eth0; ip route flush table main; ip address add 192.168.1.50/24 brd + dev eth0
  ip route add default via 192.168.1.1'
on internet sh -c 'ip route flush table main; ip address flush dev lan; ip address add 192.168.1.1/24 brd + dev lan'
for node in ${nodes.join(' ')}; do on $node sh -c 'ip -4 neigh flush all; conntrack -F'; done
:
`;
