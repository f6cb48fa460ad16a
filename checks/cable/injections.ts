import { type Family, finished, gone, image, inside, pid } from '../support/injection.ts';

/** The pair is made and plugged in; its other end is still on the host. */
const plugged = 'veth1-port';
const moved = 'eth0-to-c1';
const crossing = (veth: string, who: string): readonly string[] => [
  `ip link add ${veth} type veth peer name eth0`,
  `ip link set ${veth} up`,
  `ip link set ${veth} master br0`,
  `ip link set eth0 netns ${pid(who)}`,
  inside(who, 'ip link set eth0 up'),
];
const plugIn = ['veth1-up: veth-down', 'veth1-port: veth-not-a-port'];
const moveIn = [...plugIn, 'c1-eth0: eth0-on-host'];
const withRoute = 'c1-default-route: default-route-missing';
/** A port that leaves its bridge loses its flags. */
const hairpin = 'veth1-hairpin: hairpin-off';

export const cableInjections = {
  'veth-missing': {
    after: finished,
    check: 'veth1-exists',
    lines: ['docker restart -t 0 c1', gone('veth1')],
    next: [...moveIn, 'c1-eth0-up: eth0-down', 'c1-address: address-missing', withRoute, hairpin],
  },
  'veth-wrong-kind': {
    after: 'veth1',
    check: 'veth1-exists',
    lines: ['ip link del veth1', 'ip link add veth1 type bridge'],
    next: ['veth1-up: veth-down'],
  },
  'veth-down': { after: finished, check: 'veth1-up', lines: ['ip link set veth1 down'] },
  'veth-not-a-port': {
    after: finished,
    check: 'veth1-port',
    lines: ['ip link set veth1 nomaster'],
    next: [hairpin],
  },
  'veth-in-other-bridge': {
    after: finished,
    check: 'veth1-port',
    lines: ['ip link add br7 type bridge', 'ip link set veth1 master br7'],
    next: [hairpin],
    left: ['ip link del br7'],
  },
  'wrong-end-plugged': {
    after: plugged,
    check: 'veth1-port',
    lines: ['ip link set veth1 nomaster', 'ip link set eth0 master br0'],
  },
  'wrong-end-moved': {
    after: plugged,
    check: 'veth1-exists',
    lines: [`ip link set veth1 netns ${pid('c1')}`],
    next: plugIn,
  },
  'eth0-on-host': {
    after: moved,
    check: 'c1-eth0',
    lines: [inside('c1', 'ip link set eth0 netns 1')],
  },
  'eth0-in-other-container': {
    after: moved,
    check: 'c1-eth0',
    lines: [inside('c1', `ip link set eth0 netns ${pid('c2')}`)],
  },
  'eth0-missing': {
    after: moved,
    check: 'c1-eth0',
    lines: [`docker run -d --net=none --name=c3 ${image}`, inside('c1', `ip link set eth0 netns ${pid('c3')}`)],
    next: moveIn,
    left: ['docker rm -f c3'],
  },
  'eth0-wrong-name': {
    after: moved,
    check: 'c1-eth0',
    lines: [inside('c1', 'ip link set eth0 name net0')],
  },
  'eth0-not-a-cable': {
    after: moved,
    check: 'veth1-exists',
    // Stands for a card of the host that was called eth0 (docs/handbook.md#f14): another device than a veth, under that name, in c1.
    lines: ['ip link del veth1', inside('c1', 'ip link add eth0 type bridge')],
    next: ['veth1-exists: veth-missing', ...moveIn],
  },
  'cables-crossed': {
    after: 'eth0-to-c2',
    check: 'c1-eth0',
    lines: ['ip link del veth1', 'ip link del veth2', ...crossing('veth1', 'c2'), ...crossing('veth2', 'c1')],
    // New ends have no addresses.
    next: ['c1-address: address-missing', withRoute],
  },
  'eth0-down': {
    after: finished,
    check: 'c1-eth0-up',
    lines: [inside('c1', 'ip link set eth0 down')],
    next: [withRoute],
  },
  'port-shut': { after: finished, check: 'veth1-forwarding', lines: ['bridge link set dev veth1 state 0'] },
  'port-waiting': {
    after: finished,
    check: 'veth1-forwarding',
    lines: ['ip link set br0 type bridge stp_state 1', 'ip link set veth1 down', 'ip link set veth1 up'],
  },
  'ports-isolated': {
    after: finished,
    check: 'c1-reaches-c2',
    lines: ['bridge link set dev veth1 isolated on', 'bridge link set dev veth2 isolated on'],
  },
} as const satisfies Family;
