import { finished as after, type Family, inside } from '../support/injection.ts';

const add = (address: string): string => inside('c1', `ip address add ${address} dev eth0`);
const del = inside('c1', 'ip address del 172.18.0.2/16 dev eth0');
/** The default route goes with the last address. */
const next = ['c1-default-route: default-route-missing'];

export const addressInjections = {
  'address-missing': { after, check: 'c1-address', lines: [del], next },
  'address-wrong-mask': { after, check: 'c1-address', lines: [del, add('172.18.0.2')], next },
  'address-expires': {
    after,
    check: 'c1-address',
    lines: [inside('c1', 'ip address change 172.18.0.2/16 dev eth0 valid_lft 3000 preferred_lft 3000')],
  },
  'address-wrong': { after, check: 'c1-address', lines: [del, add('172.18.0.22/16')], next },
  'address-on-host': { after, check: 'bridge-route', lines: ['ip address add 172.18.0.2/16 dev br0'] },
  'address-duplicate': {
    after,
    check: 'c1-address',
    lines: [inside('c2', 'ip address add 172.18.0.2/16 dev eth0')],
  },
  'same-mac': {
    after,
    check: 'c2-address',
    lines: [
      inside('c2', `ip link set eth0 address $(${inside('c1', 'ip -o link show eth0')} | sed "s/.*ether //; s/ .*//")`),
    ],
  },
  'neighbour-poisoned': {
    after,
    check: 'c1-reaches-c2',
    lines: [inside('c1', 'ip neigh replace 172.18.0.3 lladdr 02:de:ad:be:ef:01 nud permanent dev eth0')],
  },
} as const satisfies Family;
