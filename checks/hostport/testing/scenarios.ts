import { sourceRules as r } from '../../testing/draft.ts';
import { instead, type Scenario, scenario } from '../../testing/scenario.ts';

const hp = 'outside-reaches-port';

/** The published port: states of a lab, and what the checks have to say of them. */
export const hostportScenarios: readonly Scenario[] = [
  scenario('dnat-rule', 'pass', 'for the host’s address only', (d) => {
    instead(
      d.rules.host.nat,
      r.dnat,
      '-A PREROUTING -d 192.168.1.61/32 ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario('dnat-rule', 'pass', 'LOCAL addresses only', (d) => {
    instead(
      d.rules.host.nat,
      r.dnat,
      '-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario('forward-to-c1-accept', 'pass', 'narrow', (d) => {
    instead(
      d.rules.host.filter,
      r.in,
      '-A FORWARD -d 172.18.0.2/32 -i ens33 -o br0 -p tcp -m tcp --dport 80 -j ACCEPT',
    );
  }),
  scenario(hp, 'pass', 'the client is hidden by lesson 4', () => {}, { client: '172.18.0.1' }),
  scenario('dnat-output-rule', 'pass', 'LOCAL addresses only', (d) => {
    instead(
      d.rules.host.nat,
      r.output,
      '-A OUTPUT -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
];
