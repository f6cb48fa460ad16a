import type { Change } from './links.ts';

const containers = [
  ['c1', '172.18.0.2'],
  ['c2', '172.18.0.3'],
] as const;

/** Addresses and masks. */
export const addresses: Change = (random) => {
  const [node, own] = random.pick(containers);
  const length = random.pick([32, 24, 30, 8, 29]);
  const masked = `on ${node} ip address add ${own}/${length} dev eth0`;
  const route = `on ${node} ip route add default via 172.18.0.1 dev eth0${random.chance(0.5) ? ' onlink' : ''}`;
  return random.weigh<readonly string[]>([
    [4, [`on ${node} ip address flush dev eth0`, masked, route]],
    [2, [`on ${node} ip address flush dev eth0`]],
    [2, [`on ${node} ip address add ${random.pick(['172.18.0.22/16', '192.168.1.77/24', '172.18.0.9/32'])} dev eth0`]],
    [
      2,
      [
        'on c1 ip address flush dev eth0',
        'on c1 ip address add 172.18.0.22/16 dev eth0',
        'on c1 ip route add default via 172.18.0.1',
      ],
    ],
    [1, [`on ${node} ip address add 192.168.1.61/32 dev lo`]],
    [2, ['ip address del 172.18.0.1/16 dev br0', `ip address add 172.18.0.1/${random.pick([24, 30, 31, 32])} dev br0`]],
    [1, ['ip address del 172.18.0.1/16 dev br0']],
    [1, ['ip address del 172.18.0.1/16 dev br0', 'ip address add 172.18.0.1/16 dev veth1']],
    [1, ['ip address add 172.18.0.254/16 dev br0']],
    [1, ['ip address add 192.168.1.62/24 dev ens33']],
    [1, ['ip address add 192.168.1.62/32 dev ens33']],
    [
      1,
      [
        'ip address flush dev ens33',
        'ip address add 192.168.1.61/26 dev ens33',
        'ip route add default via 192.168.1.1',
      ],
    ],
    [0.7, ['ip address add 172.18.0.2/32 dev br0']],
    [0.7, ['ip address add 172.18.0.3/32 dev lo']],
    [0.5, ['on c2 ip address flush dev eth0', 'on c2 ip address add 172.18.0.2/16 dev eth0']],
    [0.5, ['on outside ip address add 172.18.0.3/32 dev lo']],
  ]);
};
