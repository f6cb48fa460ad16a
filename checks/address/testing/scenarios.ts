import { address } from '../../testing/draft.ts';
import { named, noRoute, type Scenario, scenario, timeout } from '../../testing/scenario.ts';

const inside = 'c1-reaches-c2';
const host = 'host-reaches-c1';

/** Addresses and neighbours: states of a lab, and what the checks have to say of them. */
export const addressScenarios: readonly Scenario[] = [
  scenario('c2-address', 'same-mac', 'same face (drill 11)', (d) => {
    named(d.c2, 'eth0').mac = named(d.c1, 'eth0').mac;
  }),
  scenario('c1-address', 'address-missing', 'no address', (d) => (named(d.c1, 'eth0').addresses = [])),
  scenario('c1-address', 'address-wrong-mask', 'forgot /16', (d) => {
    named(d.c1, 'eth0').addresses = [address('172.18.0.2', 32)];
  }),
  scenario('c1-address', 'address-expires', 'for a minute', (d) => {
    named(d.c1, 'eth0').addresses = [{ ...address('172.18.0.2', 16), validSeconds: 58 }];
  }),
  scenario('bridge-address', 'address-expires', 'for a minute', (d) => {
    named(d.host, 'br0').addresses = [{ ...address('172.18.0.1', 16), validSeconds: 1 }];
  }),
  scenario('c1-address', 'address-wrong', 'another address', (d) => {
    named(d.c1, 'eth0').addresses = [address('172.18.0.22', 16)];
  }),
  scenario('c1-address', 'address-on-host', 'the command ran on the host', (d) => {
    named(d.host, 'br0').addresses.push(address('172.18.0.2', 16));
    named(d.c1, 'eth0').addresses = [];
  }),
  scenario('c1-address', 'address-duplicate', 'twins', (d) => {
    named(d.c2, 'eth0').addresses = [address('172.18.0.2', 16)];
  }),
  scenario(host, 'address-missing', 'before the address', (d) => (named(d.c1, 'eth0').addresses = []), noRoute),
  scenario(
    host,
    'address-duplicate',
    'twins: c2 answers',
    (d) => {
      named(d.c2, 'eth0').addresses = [address('172.18.0.2', 16)];
    },
    { server: 'c2' },
  ),
  scenario(
    inside,
    'same-mac',
    'same face (drill 11)',
    (d) => (named(d.c2, 'eth0').mac = named(d.c1, 'eth0').mac),
    timeout,
  ),
  scenario(
    inside,
    'neighbour-poisoned',
    'poisoned neighbour (drill 9)',
    (d) => {
      d.neighbours.c1.push({ address: '172.18.0.3', dev: 'eth0', mac: '02:de:ad:be:ef:01', states: ['PERMANENT'] });
    },
    timeout,
  ),
];
