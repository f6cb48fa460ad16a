import { sourceRules as r } from '../../testing/draft.ts';
import { type Scenario, scenario, timeout, without } from '../../testing/scenario.ts';

const out = 'c1-reaches-outside';

/** The kernel's switches: states of a lab, and what the checks have to say of them. */
export const sysctlScenarios: readonly Scenario[] = [
  scenario(
    'c2-reaches-c1',
    'ip-forward-off',
    'answers to a rewritten caller have to be routed (drill 1)',
    (d) => (d.sysctls.ipForward = false),
    timeout,
  ),
  scenario(
    'forwarding-on',
    'ip-forward-off',
    'the router that will not route (drill 1)',
    (d) => (d.sysctls.ipForward = false),
  ),
  scenario('forwarding-on', 'interface-forward-off', 'one closed gate (drill 2)', (d) => {
    d.sysctls.conf = { ...d.sysctls.conf, br0: { forwarding: false, rpFilter: 0, routeLocalnet: false } };
  }),
  scenario(out, 'ip-forward-off', 'drill 1', (d) => (d.sysctls.ipForward = false), timeout),
  scenario(
    out,
    'rp-filter',
    'spoof police (drill 27)',
    (d) => {
      d.routes['in.c1'] = { found: false, errno: 'invalid', message: 'Invalid argument' };
      d.sysctls.conf = { ...d.sysctls.conf, br0: { forwarding: true, rpFilter: 1, routeLocalnet: false } };
    },
    timeout,
  ),
  scenario(
    'c2-reaches-port',
    'bridge-nf-off',
    'the answer goes past the host',
    (d) => {
      d.sysctls.bridgeNfCallIptables = 0;
      without(d.rules.host.nat, r.hairpin);
    },
    timeout,
  ),
];
