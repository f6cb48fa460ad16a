import type { Change } from './links.ts';

const nowhere = ['blackhole', 'unreachable', 'prohibit'];

/** Routes of the containers. */
export const containerRoutes: Change = (random) => {
  const node = random.pick(['c1', 'c2']);
  const other = node === 'c1' ? '172.18.0.3' : '172.18.0.2';
  const target = random.pick([other, '192.168.1.0/24', '203.0.113.0/24', '192.168.1.61', '172.18.0.1']);
  return random.weigh<readonly string[]>([
    [3, [`on ${node} ip route del default`]],
    [2, [`on ${node} ip route replace default via ${random.pick([other, '172.18.0.9', '172.18.0.254'])}`]],
    [1, [`on ${node} ip route replace default dev eth0`]],
    [3, [`on ${node} ip route add ${random.pick(nowhere)} ${target}`]],
    [2, [`on ${node} ip route add ${target} via ${random.pick([other, '172.18.0.1', '172.18.0.9'])}`]],
    [1, [`on ${node} ip route add default via ${other} metric 10`]],
    [1, [`on ${node} ip route add 0.0.0.0/1 via 172.18.0.1`, `on ${node} ip route del default`]],
    [1, [`on ${node} ip route add throw ${target}`]],
    [1, [`on ${node} ip route del 172.18.0.0/16`]],
  ]);
};

/** Routes of the host, and of those who answer to it. */
export const hostRoutes: Change = (random) => {
  const target = random.pick([
    '172.18.0.2',
    '172.18.0.3',
    '172.18.0.0/24',
    '203.0.113.0/24',
    '192.168.1.50',
    '203.0.113.80',
  ]);
  const via = random.pick(['192.168.1.50', '192.168.1.1', '172.18.0.3', '172.18.0.2', '192.168.1.99']);
  return random.weigh<readonly string[]>([
    [4, [`ip route add ${random.pick(nowhere)} ${target}`]],
    [3, [`ip route add ${target} via ${via}`]],
    [2, ['ip route del default']],
    [
      1,
      [
        `ip route add default via ${random.pick(['192.168.1.50', '172.18.0.2'])} metric ${random.pick([10, 4000])}`,
        ...(random.chance(0.5) ? ['ip route del default'] : []),
      ],
    ],
    [1, [`ip route add ${target} dev ${random.pick(['br0', 'ens33', 'lo'])}`]],
    [1, ['ip route add 172.18.0.0/16 dev br0 metric 5 src 192.168.1.61']],
    [1, [`ip route replace 172.18.0.0/16 via ${via}`]],
    [4, ['on outside ip route add 172.18.0.0/16 via 192.168.1.61']],
    [2, ['on internet ip route add 172.18.0.0/16 via 192.168.1.61']],
    [1, ['on outside ip route del default']],
    [1, [`on outside ip route add ${random.pick(nowhere)} 192.168.1.61`]],
    [1, ['on outside ip route add 172.18.0.2 via 192.168.1.61', 'on outside ip route add unreachable 172.18.0.0/16']],
  ]);
};

/** Policy routing. */
export const routingRules: Change = (random) => {
  const table = [
    random.pick([
      'ip route add default via 192.168.1.50 table 100',
      'ip route add blackhole default table 100',
      'ip route add 172.18.0.0/16 dev br0 table 100',
      'ip route add unreachable 192.168.1.0/24 table 100',
    ]),
  ];
  return random.pick([
    [...table, `ip rule add from ${random.pick(['172.18.0.2', '172.18.0.0/16', '192.168.1.61'])} lookup 100`],
    [...table, `ip rule add to ${random.pick(['172.18.0.3', '203.0.113.0/24', '192.168.1.50'])} lookup 100`],
    [...table, `ip rule add iif ${random.pick(['br0', 'ens33', 'lo'])} lookup 100`],
    [
      `ip rule add to ${random.pick(['172.18.0.2', '203.0.113.80'])} ${random.pick(['prohibit', 'unreachable', 'blackhole'])}`,
    ],
    [`ip rule add not from 172.18.0.0/16 to 172.18.0.3 ${random.pick(['prohibit', 'blackhole'])}`],
    ['ip rule add fwmark 0x1 blackhole'],
    [...table, `ip rule add lookup 100 suppress_prefixlength ${random.pick([0, 15, 16, 24, 32])}`],
    [...table, 'ip rule add table main suppress_prefixlength 0', 'ip rule add not fwmark 51820 table 100'],
    [...table, 'ip rule add ipproto tcp dport 80 lookup 100'],
    ['on c1 ip rule add to 192.168.1.61 unreachable'],
  ]);
};

/** Static neighbours, right and wrong. */
export const staticNeighbours: Change = (random) => {
  const wrong = '02:00:00:00:00:99';
  const permanent = (node: string, address: string, mac: string, dev: string): string =>
    `on ${node} ip neigh replace ${address} lladdr ${mac} dev ${dev} nud permanent`;
  return random.weigh<readonly string[]>([
    [2, [permanent('c1', '172.18.0.3', wrong, 'eth0')]],
    [2, [permanent('c1', '172.18.0.3', '"$(mac c2 eth0)"', 'eth0')]],
    [2, [permanent('c2', '172.18.0.1', wrong, 'eth0')]],
    [1, [permanent('c1', '172.18.0.3', '"$(mac host br0)"', 'eth0')]],
    [1, [permanent('c1', '172.18.0.1', '"$(mac c2 eth0)"', 'eth0')]],
    [2, [permanent('host', '172.18.0.2', random.pick([wrong, '"$(mac c1 eth0)"', '"$(mac c2 eth0)"']), 'br0')]],
    [1, [permanent('host', '192.168.1.50', wrong, 'ens33')]],
    [1, [permanent('outside', '192.168.1.61', random.pick([wrong, '"$(mac host ens33)"']), 'eth0')]],
  ]);
};
