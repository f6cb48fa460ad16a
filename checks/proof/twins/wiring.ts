import { c1, c2, pid, type Twin } from '../../support/case.ts';

/** Right, but different: containers, switch, cables, addresses, routes. */
export const wiringTwins: readonly Twin[] = [
  {
    name: 'c2 before c1',
    instead: {
      'run-c1': ['docker run -d --net=none --name=c2 nginx:1.13.3-alpine'],
      'run-c2': ['docker run -d --net=none --name=c1 nginx:1.13.3-alpine'],
    },
    until: 'lesson',
  },
  {
    name: 'created, then started',
    instead: { 'run-c1': ['docker create --network none --name c1 nginx:1.13.3-alpine', 'docker start c1'] },
    until: 'lesson',
  },
  {
    name: 'with NET_ADMIN, wired by docker exec',
    instead: {
      'run-c1': ['docker run -d --network=none --cap-add=NET_ADMIN --name c1 nginx:1.13.3-alpine'],
      'c1-eth0-up': ['docker exec c1 ip link set eth0 up'],
      'c1-address': ['docker exec c1 ip address add 172.18.0.2/16 dev eth0'],
      'c1-route': ['docker exec c1 ip route add default via 172.18.0.1'],
    },
    until: 'course',
  },
  {
    name: 'brctl',
    instead: {
      bridge: ['brctl addbr br0', 'ip link set br0 up'],
      'veth1-port': ['brctl addif br0 veth1'],
      'hairpin-mode': ['brctl hairpin br0 veth1 on'],
    },
    until: 'course',
  },
  {
    name: 'made and switched on in one go',
    instead: { bridge: ['ip link add name br0 up type bridge'] },
    until: 'lesson',
  },
  {
    name: 'ifconfig style: address with broadcast, by replace',
    instead: {
      'bridge-address': ['ip address replace 172.18.0.1/16 brd + dev br0'],
      'c1-address': [c1('ip address replace 172.18.0.2/16 brd + dev eth0')],
    },
    until: 'lesson',
  },
  {
    name: 'switched on after the address',
    instead: {
      bridge: ['ip link add br0 type bridge'],
      'bridge-address': ['ip address add 172.18.0.1/16 dev br0', 'ip link set br0 up'],
    },
    until: 'lesson',
  },
  {
    name: 'straight into the container, other names',
    instead: {
      veth1: [`ip link add cable-a type veth peer name eth0 netns ${pid('c1')}`, 'ip link set cable-a up'],
      'veth1-port': ['ip link set cable-a master br0'],
      'eth0-to-c1': [],
      veth2: [`ip link add cable-b type veth peer name eth0 netns ${pid('c2')}`, 'ip link set cable-b up master br0'],
      'eth0-to-c2': [c2('ip link set eth0 up')],
      'hairpin-mode': ['bridge link set dev cable-a hairpin on'],
    },
    until: 'course',
  },
  {
    name: 'by ip netns attach',
    instead: {
      'eth0-to-c1': [`ip netns attach c1 ${pid('c1')}`, 'ip link set eth0 netns c1'],
      'c1-eth0-up': ['ip -n c1 link set eth0 up'],
      'c1-address': ['ip -n c1 address add 172.18.0.2/16 dev eth0'],
      'c1-route': ['ip netns exec c1 ip route add default via 172.18.0.1'],
    },
    until: 'course',
  },
  {
    name: 'the peer under another name, renamed inside',
    instead: {
      veth1: ['ip link add veth1 type veth peer name inner', 'ip link set veth1 up'],
      'eth0-to-c1': [`ip link set inner netns ${pid('c1')}`, c1('ip link set inner name eth0')],
    },
    until: 'lesson',
  },
  {
    name: 'moved and renamed in one command',
    instead: {
      veth1: ['ip link add veth1 type veth', 'ip link set veth1 up'],
      'eth0-to-c1': [`ip link set veth0 netns ${pid('c1')} name eth0`],
    },
    until: 'lesson',
  },
  {
    name: 'plugged in after it was moved, on only then',
    instead: {
      'veth1-port': [],
      'eth0-to-c1': [
        `ip link set eth0 netns ${pid('c1')}`,
        'ip link set veth1 down',
        'ip link set veth1 master br0 up',
      ],
    },
    until: 'lesson',
  },
  {
    name: 'the address before the link is up',
    instead: {
      'c1-eth0-up': [c1('ip address add 172.18.0.2/16 dev eth0'), c1('ip link set eth0 up')],
      'c1-address': [],
    },
    until: 'lesson',
  },
  {
    name: 'two halves instead of a default',
    instead: {
      'c1-route': [c1('ip route add 0.0.0.0/1 via 172.18.0.1'), c1('ip route add 128.0.0.0/1 via 172.18.0.1')],
    },
    until: 'course',
  },
  {
    name: 'default by replace, with a metric and a source',
    instead: { 'c1-route': [c1('ip route replace default via 172.18.0.1 dev eth0 src 172.18.0.2 metric 100')] },
    until: 'lesson',
  },
  {
    name: 'both cables first, then everything inside',
    instead: {
      veth1: [
        'ip link add veth1 type veth peer name eth0',
        `ip link set eth0 netns ${pid('c1')}`,
        'ip link add veth2 type veth peer name eth0',
        `ip link set eth0 netns ${pid('c2')}`,
        'ip link set veth1 up',
        'ip link set veth2 up',
      ],
      'eth0-to-c1': [],
      veth2: ['ip link set veth2 master br0'],
      'eth0-to-c2': [c2('ip link set eth0 up')],
    },
    until: 'lesson',
  },
];
