import type { Flow } from '../../../src/trace/index.ts';
import type { Random } from '../random.ts';

const devices = ['ens33', 'br0', 'veth1', 'veth2', 'c1', 'c2', 'outside'] as const;
const mtus = [576, 1000, 1280, 1400, 1450, 1492] as const;
const told = '-p icmp --icmp-type fragmentation-needed -j DROP';
const syn = '-p tcp --tcp-flags SYN,RST SYN -j TCPMSS';

function smaller(random: Random, mtu: number): readonly string[] {
  const one = random.pick(devices);
  switch (one) {
    case 'c1':
    case 'c2':
      return [`on ${one} ip link set eth0 mtu ${mtu}`];
    case 'outside':
      return [`on outside ip link set eth0 mtu ${mtu}`];
    default:
      return [`ip link set ${one} mtu ${mtu}`];
  }
}

/** Both ends of c1's cable, as somebody would do it. */
const cable = (mtu: number): readonly string[] => [`ip link set veth1 mtu ${mtu}`, `on c1 ip link set eth0 mtu ${mtu}`];

const routes = (random: Random, mtu: number): readonly string[] => [
  random.pick([
    `on c1 ip route replace default via 172.18.0.1 mtu ${mtu}`,
    `on c1 ip route replace default via 172.18.0.1 advmss ${mtu}`,
    `ip route replace default via 192.168.1.1 mtu ${mtu}`,
    `ip route add 192.168.1.50 dev ens33 mtu ${mtu}`,
    `on outside ip route replace default via 192.168.1.1 mtu ${mtu}`,
  ]),
];

const rules = (random: Random, mtu: number): readonly string[] => [
  random.pick([
    `iptables -A OUTPUT ${told}`,
    `iptables -I FORWARD ${told}`,
    `iptables -t mangle -A OUTPUT -p icmp -m icmp --icmp-type 3 -j DROP`,
    `on c1 iptables -A INPUT ${told}`,
    `on outside iptables -A INPUT ${told}`,
    'iptables -A OUTPUT -p icmp -m conntrack --ctstate RELATED -j DROP',
    `iptables -t mangle -A FORWARD ${syn} --clamp-mss-to-pmtu`,
    `iptables -t mangle -A POSTROUTING -o ens33 ${syn} --set-mss ${mtu - 40}`,
    `on c1 iptables -t mangle -A OUTPUT ${syn} --set-mss ${mtu - 40}`,
    `iptables -I FORWARD -m length --length ${mtu}:65535 -j DROP`,
    'iptables -I FORWARD -f -j DROP',
    'iptables -t raw -I PREROUTING -j NOTRACK',
    `nft add table inet mss; nft add chain inet mss f '{ type filter hook forward priority -150; }'; nft add rule inet mss f tcp flags syn tcp option maxseg size set ${random.pick(['rt mtu', mtu - 40])}`,
  ]),
];

/** Links, routes and rules that have a say in how long a packet may be. */
export function sizes(random: Random): readonly string[] {
  const mtu = random.pick(mtus);
  const change = (): readonly string[] =>
    random.weigh([
      [6, smaller],
      [2, (_: Random, one: number) => cable(one)],
      [2, routes],
    ] as const)(random, random.chance(0.7) ? mtu : random.pick(mtus));
  return [
    ...change(),
    ...(random.chance(0.4) ? change() : []),
    ...(random.chance(0.6) ? rules(random, mtu) : []),
    ...(random.chance(0.2) ? rules(random, mtu) : []),
  ];
}

const addresses = ['172.18.0.2', '172.18.0.3', '172.18.0.1', '192.168.1.50', '192.168.1.61', '203.0.113.80'] as const;

/** Near the edges of the MTUs that there are, and far beyond. */
const sizeOf = (random: Random): number =>
  random.weigh<() => number>([
    [5, () => random.pick(mtus) + random.pick([-1, 0, 1, 2, 4, 5, 8])],
    [3, () => random.pick([1500, 1501, 1504, 1505])],
    [2, () => random.pick([2000, 3000, 8000, 20_000])],
  ])();

/** Echo requests that may be cut and that may not, and large pages. No two by the same sender to the same place: what one is told, another would know. */
export function sizedFlows(random: Random): readonly Flow[] {
  const found = new Map<string, Flow>();
  for (let left = 9; left > 0; left -= 1) {
    const from = random.pick(['c1', 'c2', 'host', 'outside'] as const);
    if (random.chance(0.6)) {
      const to = random.pick(addresses);
      const df = random.chance(0.5) ? { df: true } : {};
      found.set(`${from} ${to}`, { from, to, proto: 'icmp', size: sizeOf(random), ...df });
      continue;
    }
    const [to, port] = random.pick([
      ['172.18.0.2', 80],
      ['172.18.0.3', 80],
      ['192.168.1.61', 5678],
    ] as const);
    found.set(`${from} ${to}`, { from, to, proto: 'tcp', port, size: 65_535, page: true });
  }
  return [...found.values()];
}
