import { address, device, way } from '../../testing/draft.ts';
import { named, noRoute, remove, type Scenario, scenario, timeout } from '../../testing/scenario.ts';

const out = 'c1-reaches-outside';
const host = 'host-reaches-c1';

/** The bridge: states of a lab, and what the checks have to say of them. */
export const bridgeScenarios: readonly Scenario[] = [
  scenario('bridge-exists', 'bridge-missing', 'no br0', (d) => remove(d.host, 'br0')),
  scenario('bridge-exists', 'bridge-other-name', 'br1 for br0', (d) => (named(d.host, 'br0').name = 'br1')),
  scenario('bridge-exists', 'bridge-missing', 'two that it could be', (d) => {
    named(d.host, 'br0').name = 'br1';
    d.host.push(device(9, 'br2', { kind: 'bridge' }));
  }),
  scenario('bridge-exists', 'bridge-missing', 'bridges of Docker are not the learner’s', (d) => {
    remove(d.host, 'br0');
    d.host.push(device(8, 'docker0', { kind: 'bridge' }), device(9, 'br-0123456789ab', { kind: 'bridge' }));
  }),
  scenario('bridge-exists', 'bridge-wrong-kind', 'br0 is a veth', (d) => (named(d.host, 'br0').kind = 'veth')),
  scenario('bridge-up', 'bridge-down', 'br0 down', (d) => (named(d.host, 'br0').up = false)),
  scenario('bridge-address', 'bridge-no-address', 'no address', (d) => (named(d.host, 'br0').addresses = [])),
  scenario('bridge-address', 'bridge-wrong-mask', 'forgot /16', (d) => {
    named(d.host, 'br0').addresses = [address('172.18.0.1', 32)];
  }),
  scenario('bridge-address', 'bridge-wrong-address', 'another address', (d) => {
    named(d.host, 'br0').addresses = [address('172.18.1.1', 16)];
  }),
  scenario('bridge-address', 'gateway-on-other-device', 'address on the port', (d) => {
    named(d.host, 'br0').addresses = [];
    named(d.host, 'veth1').addresses = [address('172.18.0.1', 16)];
  }),
  scenario('bridge-address', 'pass', 'a second address besides', (d) => {
    named(d.host, 'br0').addresses.unshift(address('10.0.0.1', 24));
  }),
  scenario('bridge-route', 'subnet-taken', 'docker-compose has the subnet (F17)', (d) => {
    d.host.push(device(9, 'br-6576', { kind: 'bridge', addresses: [address('172.18.0.1', 16)] }));
    d.routes['host.c1'] = { found: true, dev: 'br-6576', type: 'unicast' };
  }),
  scenario('bridge-route', 'host-route-elsewhere', 'a more specific route', (d) => {
    d.tables.host.push(way('172.18.0.2', 'ens33'));
    d.routes['host.c1'] = { found: true, dev: 'ens33', type: 'unicast' };
  }),
  scenario('bridge-route', 'host-route-missing', 'blackhole', (d) => {
    d.tables.host.push({ dst: '172.18.0.2', type: 'blackhole', flags: [] });
    d.routes['host.c1'] = { found: false, errno: 'invalid', message: 'Invalid argument' };
  }),
  scenario(
    host,
    'bridge-no-address',
    'gateway without a name (drill 6)',
    (d) => (named(d.host, 'br0').addresses = []),
    timeout,
  ),
  scenario(
    host,
    'subnet-taken',
    'the compose container answers (F17)',
    (d) => {
      d.host.push(device(9, 'br-6576', { kind: 'bridge', addresses: [address('172.18.0.1', 16)] }));
      d.routes['host.c1'] = { found: true, dev: 'br-6576', type: 'unicast' };
    },
    { server: 'web_1' },
  ),
  scenario(
    'gateway-answers',
    'bridge-no-address',
    'before the address',
    (d) => (named(d.host, 'br0').addresses = []),
    timeout,
  ),
  scenario(
    out,
    'host-route-missing',
    'three kinds of no (drill 22)',
    (d) => {
      d.tables.host.push({ dst: '192.168.1.50', type: 'unreachable', flags: [] });
      d.routes['host.outside'] = { found: false, errno: 'no-route', message: 'No route to host' };
    },
    noRoute,
  ),
  scenario(
    out,
    'host-route-elsewhere',
    'more specific wins (drill 21)',
    (d) => {
      d.routes['host.c1'] = { found: true, dev: 'ens33', type: 'unicast' };
    },
    timeout,
  ),
];
