/** One change of a solved lab and its opposite, and the state check whose verdict each of them turns. */
export interface Pair {
  readonly kind: string;
  readonly check: string;
  /** Shell, as the lab's root; `$c1` and `$c2` are the containers' first processes. */
  readonly breaks: string;
  readonly fixes: string;
  /** When it happened, for a change that is not over when its command is (Docker): prints RFC 3339. */
  readonly at?: { readonly broken: string; readonly fixed: string };
}

const inC1 = 'nsenter -n -t "$c1"';
const between = '-i br0 -o br0';

/** Every kind that the watch can be told of, or has to look for. Containers come last: stopping c2 takes its cable away. */
export const pairs: readonly Pair[] = [
  { kind: 'link', check: 'veth1-up', breaks: 'ip link set veth1 down', fixes: 'ip link set veth1 up' },
  {
    kind: 'address',
    check: 'bridge-address',
    breaks: 'ip addr del 172.18.0.1/16 dev br0',
    fixes: 'ip addr add 172.18.0.1/16 dev br0',
  },
  {
    kind: 'route (in a container)',
    check: 'c1-default-route',
    breaks: `${inC1} ip route del default`,
    fixes: `${inC1} ip route add default via 172.18.0.1`,
  },
  {
    kind: 'bridge port flag',
    check: 'veth1-hairpin',
    breaks: 'bridge link set dev veth1 hairpin off',
    fixes: 'bridge link set dev veth1 hairpin on',
  },
  {
    kind: 'nft rule',
    check: 'forward-bridge-accept',
    breaks: `nft 'add table inet bench; add chain inet bench f { type filter hook forward priority 5; }; add rule inet bench f iifname br0 oifname br0 reject'`,
    fixes: 'nft delete table inet bench',
  },
  {
    kind: 'iptables-nft rule',
    check: 'forward-bridge-accept',
    breaks: `iptables -I FORWARD ${between} -j REJECT`,
    fixes: `iptables -D FORWARD ${between} -j REJECT`,
  },
  {
    kind: 'iptables-legacy rule',
    check: 'forward-bridge-accept',
    breaks: `iptables-legacy -I FORWARD ${between} -j REJECT`,
    fixes: `iptables-legacy -D FORWARD ${between} -j REJECT`,
  },
  {
    kind: 'sysctl',
    check: 'forwarding-on',
    breaks: 'echo 0 >/proc/sys/net/ipv4/ip_forward',
    fixes: 'echo 1 >/proc/sys/net/ipv4/ip_forward',
  },
  // No verdict of a state hangs on these two: the glance after them is what counts.
  {
    kind: 'static neighbour',
    check: '',
    breaks: 'ip neigh replace 172.18.0.77 lladdr 02:00:00:00:00:01 dev br0 nud permanent',
    fixes: 'ip neigh del 172.18.0.77 dev br0',
  },
  {
    kind: 'sysctl without an event',
    check: '',
    breaks: 'echo 1 >/proc/sys/net/ipv4/conf/br0/route_localnet',
    fixes: 'echo 0 >/proc/sys/net/ipv4/conf/br0/route_localnet',
  },
  {
    kind: 'container',
    check: 'c2-running',
    breaks: 'docker kill c2',
    fixes: 'docker start c2',
    at: {
      broken: "docker inspect -f '{{.State.FinishedAt}}' c2",
      fixed: "docker inspect -f '{{.State.StartedAt}}' c2",
    },
  },
];
