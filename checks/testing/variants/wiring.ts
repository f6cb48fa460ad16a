import { inside, type Mutant, pid } from './variant.ts';

/** Wrong, but plausible: containers, cables, addresses, routes. */
export const wiringMutants: readonly Mutant[] = [
  {
    name: 'forgot --net=none',
    step: 'run-c1',
    lines: ['docker run -d --net=host --name=c1 nginx:1.13.3-alpine'],
    fails: { 'c1-network-none': 'container-shared-network' },
  },
  {
    name: 'c1 exits at once',
    step: 'run-c1',
    lines: ['docker run -d --net=none --name=c1 nginx:1.13.3-alpine false'],
    fails: { 'c1-running': 'container-exited' },
  },
  {
    name: 'no mask',
    step: 'bridge-address',
    lines: ['ip address add 172.18.0.1 dev br0'],
    fails: { 'bridge-address': 'bridge-wrong-mask' },
  },
  {
    name: 'a bridge of that name',
    step: 'veth1',
    lines: ['ip link add veth1 type bridge'],
    fails: { 'veth1-exists': 'veth-wrong-kind' },
  },
  {
    name: 'the subnet is taken (F17)',
    step: 'bridge-address',
    lines: [
      'ip link add br-6576 type bridge',
      'ip link set br-6576 up',
      'ip address add 172.18.0.1/16 dev br-6576',
      'ip address add 172.18.0.1/16 dev br0',
    ],
    fails: { 'bridge-route': 'subnet-taken' },
  },
  {
    name: "the container's end is plugged in",
    step: 'veth1-port',
    lines: ['ip link set eth0 master br0'],
    fails: { 'veth1-port': 'wrong-end-plugged' },
  },
  {
    name: 'the pid of c2',
    step: 'eth0-to-c1',
    lines: [`ip link set eth0 netns ${pid('c2')}`],
    fails: { 'c1-eth0': 'eth0-in-other-container' },
  },
  {
    name: 'the wrong end',
    step: 'eth0-to-c1',
    lines: [`ip link set veth1 netns ${pid('c1')}`],
    fails: { 'veth1-exists': 'wrong-end-moved' },
  },
  {
    name: 'up on the host again',
    step: 'c1-eth0-up',
    lines: ['ip link set veth1 up'],
    fails: { 'c1-eth0-up': 'eth0-down' },
  },
  {
    name: 'forgot -n: the address is on the host',
    step: 'c1-address',
    lines: ['ip address add 172.18.0.2/16 dev br0'],
    fails: { 'bridge-route': 'address-on-host', 'c1-address': 'address-on-host' },
  },
  {
    name: 'a /32',
    step: 'c1-address',
    lines: [inside('c1', 'ip address add 172.18.0.2 dev eth0')],
    fails: { 'c1-address': 'address-wrong-mask', 'host-reaches-c1': 'address-wrong-mask' },
  },
  {
    name: 'route without via',
    step: 'c1-route',
    lines: [inside('c1', 'ip route add default dev eth0')],
    fails: { 'c1-default-route': 'default-route-no-gateway' },
  },
  {
    name: 'twins',
    step: 'c2-address',
    lines: [
      inside('c2', 'ip address add 172.18.0.2/16 dev eth0'),
      inside('c2', 'ip route add default via 172.18.0.1 dev eth0'),
    ],
    fails: { 'c2-address': 'address-wrong', 'c1-address': 'address-duplicate' },
  },
];
