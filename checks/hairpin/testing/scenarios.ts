import { sourceRules as r } from '../../testing/draft.ts';
import { instead, named, port, type Scenario, scenario, timeout, without } from '../../testing/scenario.ts';

/** Hairpins: states of a lab, and what the checks have to say of them. */
export const hairpinScenarios: readonly Scenario[] = [
  scenario('veth1-hairpin', 'pass', 'another name', (d) => (named(d.host, 'veth1').name = 'cable-a')),
  scenario('veth1-hairpin', 'hairpin-off', 'off (drill 15)', (d) => (named(d.host, 'veth1').port = port(false))),
  scenario('veth1-hairpin', 'hairpin-wrong-port', 'on at veth2', (d) => {
    named(d.host, 'veth1').port = port(false);
    named(d.host, 'veth2').port = port(true);
  }),
  scenario('dnat-bridge-rule', 'pass', 'one rule for everybody', (d) => {
    without(d.rules.host.nat, r.dnatBridge);
    instead(
      d.rules.host.nat,
      r.dnat,
      '-A PREROUTING -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario('masquerade-hairpin-rule', 'hairpin-masquerade-missing', 'no rule (drill 16)', (d) =>
    without(d.rules.host.nat, r.hairpin),
  ),
  scenario('masquerade-hairpin-rule', 'hairpin-masquerade-host-port', '--dport 5678', (d) => {
    instead(
      d.rules.host.nat,
      r.hairpin,
      '-A POSTROUTING -d 172.18.0.2/32 -o br0 -p tcp -m tcp --dport 5678 -j MASQUERADE',
    );
  }),
  scenario('masquerade-hairpin-rule', 'pass', 'only translated connections (F58)', (d) => {
    instead(
      d.rules.host.nat,
      r.hairpin,
      '-A POSTROUTING -s 172.18.0.0/16 -d 172.18.0.2/32 -o br0 -m conntrack --ctstate DNAT -j MASQUERADE',
    );
  }),
  scenario('masquerade-hairpin-rule', 'pass', 'SNAT', (d) => {
    instead(
      d.rules.host.nat,
      r.hairpin,
      '-A POSTROUTING -d 172.18.0.2/32 -o br0 -p tcp -m tcp --dport 80 -j SNAT --to-source 172.18.0.1',
    );
  }),
  scenario('c1-reaches-port', 'hairpin-off', 'drill 15', (d) => (named(d.host, 'veth1').port = port(false)), timeout),
  scenario(
    'c1-reaches-port',
    'hairpin-masquerade-missing',
    'drill 16',
    (d) => without(d.rules.host.nat, r.hairpin),
    timeout,
  ),
  scenario(
    'c1-reaches-port',
    'the walk decides',
    'hairpin does not matter without br_netfilter',
    (d) => {
      named(d.host, 'veth1').port = port(false);
      d.sysctls.bridgeNfCallIptables = 0;
    },
    timeout,
  ),
];
