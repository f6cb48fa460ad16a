import type { Random } from '../random.ts';
import type { Change } from './links.ts';

const [host, outside, nobody] = ['192.168.1.61', '192.168.1.50', '192.168.1.99'];
/** Of the network of br0, at the far end. */
const beyond = '172.18.0.77';
const everybodyElse = '00:00:00:00:00:00';

/** One end as somebody would type it; one in five is wrong in one way. */
function end(random: Random, at: string, own: string, peer: string, device: string): string {
  const wrong = random.chance(0.2)
    ? random.pick(['id', 'port', 'peer', 'itself', 'source', 'none'] as const)
    : undefined;
  const remote = { peer: nobody, itself: own }[wrong as string] ?? peer;
  return [
    `${at}ip link add vx0 type vxlan id ${wrong === 'id' ? 8 : 7} dstport ${wrong === 'port' ? 8472 : 4789}`,
    ...(wrong === 'none' ? [] : [`remote ${remote}`]),
    ...(wrong === 'source' ? ['local 10.9.8.7'] : random.chance(0.3) ? [`local ${own}`] : []),
    ...(random.chance(0.4) ? [`dev ${device}`] : []),
    ...(random.chance(0.2) ? ['nolearning'] : []),
  ].join(' ');
}

/** What a tunnel knows of its peers beside `remote`. */
const entries: Change = (random) => {
  const [at, device, mac] = random.pick([
    ['', 'vx0', '"$(mac outside vx0)"'],
    ['on outside ', 'vx0', '"$(mac c1 eth0)"'],
    ['on outside ', 'vx0', '"$(mac host br0)"'],
  ] as const);
  const right = at === '' ? outside : host;
  return random.pick([
    [`${at}bridge fdb add ${mac} dev ${device} dst ${right} self permanent`],
    [`${at}bridge fdb add ${mac} dev ${device} dst ${nobody} self permanent`],
    [`${at}bridge fdb append ${everybodyElse} dev ${device} dst ${random.pick([nobody, right, '192.168.1.1'])}`],
    [`${at}bridge fdb del ${everybodyElse} dev ${device}`],
    [`bridge fdb add "$(mac outside vx0)" dev ${random.pick(['vx0', 'veth1'])} master static`],
    [
      `bridge fdb del ${everybodyElse} dev vx0`,
      `bridge fdb add "$(mac outside vx0)" dev vx0 dst ${outside} self permanent`,
    ],
  ]);
};

/** What befalls the packets around the frames. */
const underlay: Change = (random) => {
  const drop = random.pick(['-j DROP', '-j REJECT', '-j ACCEPT']);
  return random.pick([
    [`on outside iptables -I INPUT -p udp --dport 4789 ${drop}`],
    [`iptables -I INPUT -p udp --dport 4789 ${drop}`],
    [`iptables -I OUTPUT -p udp ${random.pick(['--dport 4789', '--sport 4789', ''])} ${drop}`],
    [`iptables -I OUTPUT -p udp -m conntrack --ctstate NEW ${drop}`],
    [`iptables -t nat -I POSTROUTING -p udp -j ${random.pick(['MASQUERADE', 'SNAT --to-source 192.168.1.62'])}`],
    ['iptables -t nat -I OUTPUT -p udp --dport 4789 -j DNAT --to-destination 192.168.1.50:4790'],
    ['on outside iptables -t raw -I PREROUTING -p udp -j NOTRACK'],
    [`ip route add ${random.pick(['blackhole', 'unreachable', 'prohibit'])} ${outside}`],
    [`on outside ip route add blackhole ${host}`],
    ['on outside ip neigh replace 192.168.1.61 lladdr 02:00:00:00:00:99 dev eth0 nud permanent'],
    ['ip link set ens33 down', 'ip link set ens33 up'],
    ['ip link set ens33 mtu 1000'],
  ]);
};

/** What befalls the ends themselves. */
const ends: Change = (random) =>
  random.pick([
    ['ip link set vx0 down'],
    ['on outside ip link set vx0 down'],
    ['ip link set vx0 nomaster'],
    ['bridge link set dev vx0 isolated on', 'bridge link set dev veth1 isolated on'],
    ['bridge link set dev vx0 learning off flood off'],
    ['bridge link set dev vx0 hairpin on'],
    [`ip link set ${random.pick(['vx0', 'veth1'])} mtu ${random.pick([68, 1400, 600])}`],
    ['on outside ip link set vx0 arp off'],
    ['on outside ip link set vx0 address 02:00:00:00:00:77'],
    [
      'nft add table netdev lab',
      "nft add chain netdev lab in '{ type filter hook ingress device vx0 priority 0; policy drop; }'",
    ],
    ['on outside sysctl -qw net.ipv4.conf.vx0.rp_filter=1'],
  ]);

/** The network of the bridge goes on at `outside`, by a tunnel over the LAN; and what goes wrong with it. */
export const tunnels: Change = (random) => [
  end(random, '', host, outside, 'ens33'),
  'ip link set vx0 master br0',
  'ip link set vx0 up',
  end(random, 'on outside ', outside, host, 'eth0'),
  `on outside ip address add ${beyond}/16 dev vx0`,
  'on outside ip link set vx0 up',
  // Its server is at another address: who is there by this way is answered by this way.
  ...(random.chance(0.5) ? [`on c1 ip route add ${outside} via ${beyond}`] : []),
  ...(random.chance(0.3) ? entries(random) : []),
  ...(random.chance(0.3) ? underlay(random) : []),
  ...(random.chance(0.25) ? ends(random) : []),
];
