import { way } from '../../testing/draft.ts';
import { noRoute, type Scenario, scenario, timeout, unreachable } from '../../testing/scenario.ts';

const out = 'c1-reaches-outside';
const hp = 'outside-reaches-port';

/** Routes of the containers: states of a lab, and what the checks have to say of them. */
export const routeScenarios: readonly Scenario[] = [
  scenario('c1-connected-route', 'container-route-elsewhere', 'a /24 route over the gateway', (d) => {
    d.tables.c1.push(way('172.18.0.3', 'eth0', '172.18.0.1'));
    d.routes['c1.other'] = { found: true, dev: 'eth0', gateway: '172.18.0.1', type: 'unicast' };
  }),
  scenario('c1-default-route', 'default-route-missing', 'none', (d) => {
    d.tables.c1 = [way('172.18.0.0/16', 'eth0')];
    d.routes['c1.outside'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
  }),
  scenario('c1-default-route', 'default-route-missing', 'only to the LAN', (d) => {
    d.tables.c1 = [way('172.18.0.0/16', 'eth0'), way('192.168.1.0/24', 'eth0', '172.18.0.1')];
    d.routes['c1.any'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
  }),
  scenario('c1-default-route', 'container-route-refused', 'a route that says no', (d) => {
    d.tables.c1.push({ dst: '192.168.1.50', type: 'unreachable', flags: [] });
    d.routes['c1.outside'] = { found: false, errno: 'no-route', message: 'No route to host' };
  }),
  scenario('c1-default-route', 'container-route-elsewhere', 'a way of its own to that machine', (d) => {
    d.tables.c1.push(way('192.168.1.50', 'eth0', '172.18.0.3'));
    d.routes['c1.outside'] = { found: true, dev: 'eth0', gateway: '172.18.0.3', type: 'unicast' };
  }),
  scenario('c1-default-route', 'unreachable-undecided', 'a routing rule says no, not a route', (d) => {
    d.routes['c1.outside'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
  }),
  scenario('c1-default-route', 'default-route-wrong-gateway', 'by way of c2', (d) => {
    d.routes['c1.outside'] = { found: true, dev: 'eth0', gateway: '172.18.0.3', type: 'unicast' };
  }),
  scenario('c1-default-route', 'default-route-no-gateway', 'without via', (d) => {
    d.routes['c1.outside'] = { found: true, dev: 'eth0', type: 'unicast' };
  }),
  scenario(
    'c1-reaches-host',
    'default-route-missing',
    'before the route',
    (d) => {
      d.tables.c1 = [way('172.18.0.0/16', 'eth0')];
      d.routes['c1.outside'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
    },
    unreachable,
  ),
  scenario(
    out,
    'default-route-wrong-gateway',
    'wrong gateway (drill 26)',
    (d) => {
      d.routes['c1.outside'] = { found: true, dev: 'eth0', gateway: '172.18.0.9', type: 'unicast' };
    },
    noRoute,
  ),
  scenario(
    hp,
    'default-route-missing',
    'no way back',
    (d) => {
      d.tables.c1 = [way('172.18.0.0/16', 'eth0')];
      d.routes['c1.outside'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
    },
    timeout,
  ),
];
