import { finished as after, type Family } from '../support/injection.ts';

const address = 'ip address add 172.18.0.1/16 dev br0';
const noAddress = 'ip address del 172.18.0.1/16 dev br0';
/** Before a cable is plugged in. */
const bare = 'look-inside';
const next = ['bridge-up: bridge-down', 'bridge-address: bridge-no-address'];

export const bridgeInjections = {
  'bridge-missing': { after: bare, check: 'bridge-exists', lines: ['ip link del br0'], next },
  'bridge-other-name': {
    after: bare,
    check: 'bridge-exists',
    lines: ['ip link set br0 down', 'ip link set br0 name br1', 'ip link set br1 up'],
  },
  'bridge-wrong-kind': {
    after: bare,
    check: 'bridge-exists',
    lines: ['ip link del br0', 'ip link add br0 type veth peer name br0-end'],
    next,
  },
  'bridge-down': { after, check: 'bridge-up', lines: ['ip link set br0 down'] },
  'bridge-no-address': { after, check: 'bridge-address', lines: [noAddress] },
  'bridge-wrong-address': {
    after,
    check: 'bridge-address',
    lines: [noAddress, 'ip address add 172.18.1.1/16 dev br0'],
  },
  'bridge-wrong-mask': { after, check: 'bridge-address', lines: [noAddress, 'ip address add 172.18.0.1 dev br0'] },
  'gateway-on-other-device': {
    after,
    check: 'bridge-address',
    lines: [noAddress, 'ip address add 172.18.0.1/16 dev veth1'],
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
    left: ['ip link del br-6576'],
  },
  'host-route-elsewhere': { after, check: 'bridge-route', lines: ['ip route add 172.18.0.2/32 dev ens33'] },
  'host-route-missing': { after, check: 'bridge-route', lines: ['ip route add blackhole 172.18.0.2/32'] },
} as const satisfies Family;
