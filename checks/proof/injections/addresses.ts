import { finished as after, type Family, inside } from './injection.ts';

const add = (address: string): string => inside('c1', `ip address add ${address} dev eth0`);
const del = (address: string): string => inside('c1', `ip address del ${address} dev eth0`);
/** The default route goes with the address that it needs. */
const own = [add('172.18.0.2/16'), inside('c1', 'ip route add default via 172.18.0.1 dev eth0')];

export const addresses = {
  'address-missing': { after, check: 'c1-address', lines: [del('172.18.0.2/16')], mend: own },
  'address-wrong-mask': {
    after,
    check: 'c1-address',
    lines: [del('172.18.0.2/16'), add('172.18.0.2')],
    mend: [del('172.18.0.2/32'), ...own],
  },
  'address-wrong': {
    after,
    check: 'c1-address',
    lines: [del('172.18.0.2/16'), add('172.18.0.22/16')],
    mend: [del('172.18.0.22/16'), ...own],
  },
  'address-on-host': {
    after,
    check: 'bridge-route',
    lines: ['ip address add 172.18.0.2/16 dev br0'],
    mend: ['ip address del 172.18.0.2/16 dev br0'],
  },
  'address-duplicate': {
    after,
    check: 'c1-address',
    lines: [inside('c2', 'ip address add 172.18.0.2/16 dev eth0')],
    mend: [inside('c2', 'ip address del 172.18.0.2/16 dev eth0')],
  },
  'same-mac': {
    after,
    check: 'c2-address',
    lines: [
      inside('c2', 'ip -o link show eth0 | sed "s/.*ether //; s/ .*//" >/run/mac-of-c2'),
      `${inside('c2', `ip link set eth0 address $(${inside('c1', 'ip -o link show eth0')} | sed "s/.*ether //; s/ .*//")`)}`,
    ],
    mend: [inside('c2', 'ip link set eth0 address $(cat /run/mac-of-c2)')],
  },
  'neighbour-poisoned': {
    after,
    check: 'c1-reaches-c2',
    lines: [inside('c1', 'ip neigh replace 172.18.0.3 lladdr 02:de:ad:be:ef:01 nud permanent dev eth0')],
    mend: [inside('c1', 'ip neigh del 172.18.0.3 dev eth0')],
  },
} as const satisfies Family;
