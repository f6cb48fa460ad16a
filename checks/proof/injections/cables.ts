import { type Family, finished, gone, image, inside, pid, wire } from './injection.ts';

/** The pair is made and plugged in; its other end is still on the host. */
const plugged = 'veth1-port';
const moved = 'eth0-to-c1';
const hairpin = 'bridge link set dev veth1 hairpin on';
const pair = ['ip link add veth1 type veth peer name eth0', 'ip link set veth1 up'];
const master = 'ip link set veth1 master br0';
const intoC1 = `ip link set eth0 netns ${pid('c1')}`;
const crossing = (veth: string, who: string): readonly string[] => [
  `ip link add ${veth} type veth peer name eth0`,
  `ip link set ${veth} up`,
  `ip link set ${veth} master br0`,
  `ip link set eth0 netns ${pid(who)}`,
  inside(who, 'ip link set eth0 up'),
];
const noCables = ['ip link del veth1', 'ip link del veth2'];

export const cables = {
  'veth-missing': {
    after: finished,
    check: 'veth1-exists',
    lines: ['docker restart -t 0 c1', gone('veth1')],
    mend: [...wire('c1'), hairpin],
  },
  'veth-wrong-kind': {
    after: 'veth1',
    check: 'veth1-exists',
    lines: ['ip link del veth1', 'ip link add veth1 type bridge'],
    mend: ['ip link del veth1', ...pair],
  },
  'veth-down': {
    after: finished,
    check: 'veth1-up',
    lines: ['ip link set veth1 down'],
    mend: ['ip link set veth1 up'],
  },
  'veth-not-a-port': {
    after: finished,
    check: 'veth1-port',
    lines: ['ip link set veth1 nomaster'],
    mend: [master, hairpin],
  },
  'veth-in-other-bridge': {
    after: finished,
    check: 'veth1-port',
    lines: ['ip link add br7 type bridge', 'ip link set veth1 master br7'],
    mend: [master, hairpin, 'ip link del br7'],
  },
  'wrong-end-plugged': {
    after: plugged,
    check: 'veth1-port',
    lines: ['ip link set veth1 nomaster', 'ip link set eth0 master br0'],
    mend: ['ip link set eth0 nomaster', master],
  },
  'wrong-end-moved': {
    after: plugged,
    check: 'veth1-exists',
    lines: [`ip link set veth1 netns ${pid('c1')}`],
    mend: [inside('c1', 'ip link set veth1 netns 1'), 'ip link set veth1 up', master],
  },
  'eth0-on-host': {
    after: moved,
    check: 'c1-eth0',
    lines: [inside('c1', 'ip link set eth0 netns 1')],
    mend: [intoC1],
  },
  'eth0-in-other-container': {
    after: moved,
    check: 'c1-eth0',
    lines: [inside('c1', `ip link set eth0 netns ${pid('c2')}`)],
    mend: [inside('c2', `ip link set eth0 netns ${pid('c1')}`)],
  },
  'eth0-missing': {
    after: moved,
    check: 'c1-eth0',
    lines: [`docker run -d --net=none --name=c3 ${image}`, inside('c1', `ip link set eth0 netns ${pid('c3')}`)],
    mend: [inside('c3', `ip link set eth0 netns ${pid('c1')}`), 'docker rm -f c3'],
  },
  'eth0-wrong-name': {
    after: moved,
    check: 'c1-eth0',
    lines: [inside('c1', 'ip link set eth0 name net0')],
    mend: [inside('c1', 'ip link set net0 name eth0')],
  },
  'eth0-not-a-cable': {
    after: moved,
    check: 'veth1-exists',
    // Stands for a card of the host that was called eth0 (F14): another device than a veth, under that name, in c1.
    lines: ['ip link del veth1', inside('c1', 'ip link add eth0 type bridge')],
    mend: [inside('c1', 'ip link del eth0'), ...pair, master, intoC1],
  },
  'cables-crossed': {
    after: 'eth0-to-c2',
    check: 'c1-eth0',
    lines: [...noCables, ...crossing('veth1', 'c2'), ...crossing('veth2', 'c1')],
    mend: [...noCables, ...wire('c1'), ...crossing('veth2', 'c2')],
  },
  'eth0-down': {
    after: finished,
    check: 'c1-eth0-up',
    lines: [inside('c1', 'ip link set eth0 down')],
    mend: [inside('c1', 'ip link set eth0 up'), inside('c1', 'ip route add default via 172.18.0.1 dev eth0')],
  },
  'port-shut': {
    after: finished,
    check: 'veth1-forwarding',
    lines: ['bridge link set dev veth1 state 0'],
    mend: ['bridge link set dev veth1 state 3'],
  },
  'port-waiting': {
    after: finished,
    check: 'veth1-forwarding',
    lines: ['ip link set br0 type bridge stp_state 1', 'ip link set veth1 down', 'ip link set veth1 up'],
    mend: ['ip link set br0 type bridge stp_state 0', 'ip link set veth1 down', 'ip link set veth1 up'],
  },
  'ports-isolated': {
    after: finished,
    check: 'c1-reaches-c2',
    lines: ['bridge link set dev veth1 isolated on', 'bridge link set dev veth2 isolated on'],
    mend: ['bridge link set dev veth1 isolated off', 'bridge link set dev veth2 isolated off'],
  },
} as const satisfies Family;
