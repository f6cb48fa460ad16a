import type { Random } from '../random.ts';

export type Change = (random: Random) => readonly string[];

const one =
  (...choices: readonly (readonly string[])[]): Change =>
  (random) =>
    random.pick(choices);

/** Cables, ports, bridges: layer 1 and 2. */
export const linkDown: Change = one(
  ['ip link set veth1 down'],
  ['ip link set veth2 down'],
  ['ip link set br0 down'],
  ['ip link set ens33 down'],
  ['on c1 ip link set eth0 down'],
  ['on c2 ip link set eth0 down'],
  ['on c1 ip link set lo down'],
  ['ip link set lo down'],
);

/** Down and up again: routes through it are gone, addresses are not. */
export const linkAgain: Change = one(
  ['on c1 ip link set eth0 down', 'on c1 ip link set eth0 up'],
  ['on c2 ip link set eth0 down', 'on c2 ip link set eth0 up'],
  ['ip link set br0 down', 'ip link set br0 up'],
  ['ip link set ens33 down', 'ip link set ens33 up'],
);

export const portFlags: Change = (random) => {
  const port = random.pick(['veth1', 'veth2']);
  return random.pick([
    [`bridge link set dev ${port} hairpin on`],
    [`bridge link set dev ${port} hairpin off`],
    [`bridge link set dev ${port} hairpin on`],
    [`bridge link set dev ${port} isolated on`],
    ['bridge link set dev veth1 isolated on', 'bridge link set dev veth2 isolated on'],
    [`bridge link set dev ${port} learning off flood off`],
    [`bridge link set dev ${port} ${random.pick(['learning off', 'flood off', 'mcast_flood off'])}`],
    [random.pick(['on c1 ip link set eth0 arp off', 'on c2 ip link set eth0 arp off', 'ip link set ens33 arp off'])],
    [`bridge link set dev ${port} state 0`],
    [`bridge link set dev ${port} state ${random.pick([1, 2, 4])}`],
  ]);
};

/** With the kernel's forward delay (15 s twice) ports stay in `listening` for longer than a look takes. */
export const spanningTree: Change = () => ['ip link set br0 type bridge stp_state 1'];

export const membership: Change = one(
  ['ip link set veth1 nomaster'],
  ['ip link set veth2 nomaster'],
  ['ip link set veth2 nomaster', 'ip link add br1 type bridge', 'ip link set br1 up', 'ip link set veth2 master br1'],
  [
    ...[
      'ip link set veth2 nomaster',
      'ip link add br1 type bridge',
      'ip link set br1 up',
      'ip link set veth2 master br1',
    ],
    ...['ip address add 172.19.0.1/24 dev br1', 'on c2 ip address flush dev eth0'],
    ...['on c2 ip address add 172.19.0.3/24 dev eth0', 'on c2 ip route add default via 172.19.0.1'],
  ],
  ['ip link set ens33 master br0'],
  [
    'ip link set ens33 master br0',
    'ip address flush dev ens33',
    'ip address add 192.168.1.61/24 dev br0',
    'ip route add default via 192.168.1.1',
  ],
);

const macs = ['02:00:00:00:00:77', '06:11:22:33:44:55', '02:00:00:00:00:01'];

export const macChange: Change = (random) =>
  random.weigh<readonly string[]>([
    [3, [`on c1 ip link set eth0 address ${random.pick(macs)}`]],
    [3, [`on c2 ip link set eth0 address ${random.pick(macs)}`]],
    [3, [`ip link set br0 address ${random.pick(macs)}`]],
    [2, [`ip link set veth1 address ${random.pick(macs)}`]],
    [0.5, ['on c2 ip link set eth0 address "$(mac c1 eth0)"']],
  ]);
