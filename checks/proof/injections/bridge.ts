import { finished as after, type Family } from './injection.ts';

const address = 'ip address add 172.18.0.1/16 dev br0';
const noAddress = 'ip address del 172.18.0.1/16 dev br0';
const bridge = ['ip link add br0 type bridge', 'ip link set br0 up', address];
/** Before a cable is plugged in. */
const bare = 'look-inside';

export const bridges = {
  'bridge-missing': { after: bare, check: 'bridge-exists', lines: ['ip link del br0'], mend: bridge },
  'bridge-wrong-kind': {
    after: bare,
    check: 'bridge-exists',
    lines: ['ip link del br0', 'ip link add br0 type veth peer name br0-end'],
    mend: ['ip link del br0', ...bridge],
  },
  'bridge-down': { after, check: 'bridge-up', lines: ['ip link set br0 down'], mend: ['ip link set br0 up'] },
  'bridge-no-address': { after, check: 'bridge-address', lines: [noAddress], mend: [address] },
  'bridge-wrong-address': {
    after,
    check: 'bridge-address',
    lines: [noAddress, 'ip address add 172.18.1.1/16 dev br0'],
    mend: ['ip address del 172.18.1.1/16 dev br0', address],
  },
  'bridge-wrong-mask': {
    after,
    check: 'bridge-address',
    lines: [noAddress, 'ip address add 172.18.0.1 dev br0'],
    mend: ['ip address del 172.18.0.1/32 dev br0', address],
  },
  'gateway-on-other-device': {
    after,
    check: 'bridge-address',
    lines: [noAddress, 'ip address add 172.18.0.1/16 dev veth1'],
    mend: ['ip address del 172.18.0.1/16 dev veth1', address],
  },
  'subnet-taken': {
    after,
    check: 'bridge-route',
    lines: [
      noAddress,
      'ip link add br-6576 type bridge',
      'ip link set br-6576 up',
      'ip address add 172.18.0.1/16 dev br-6576',
      address,
    ],
    mend: ['ip link del br-6576'],
  },
  'host-route-elsewhere': {
    after,
    check: 'bridge-route',
    lines: ['ip route add 172.18.0.2/32 dev ens33'],
    mend: ['ip route del 172.18.0.2/32 dev ens33'],
  },
  'host-route-missing': {
    after,
    check: 'bridge-route',
    lines: ['ip route add blackhole 172.18.0.2/32'],
    mend: ['ip route del blackhole 172.18.0.2/32'],
  },
} as const satisfies Family;
