import { sourceRules as r } from '../../testing/draft.ts';
import { instead, refused, type Scenario, scenario, timeout, without } from '../../testing/scenario.ts';

const inside = 'c1-reaches-c2';
const out = 'c1-reaches-outside';
const hp = 'outside-reaches-port';

/** Rules that translate: states of a lab, and what the checks have to say of them. */
export const natScenarios: readonly Scenario[] = [
  scenario(
    inside,
    'masquerade-too-wide',
    'MASQUERADE without -o',
    (d) => {
      instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 -j MASQUERADE');
    },
    { server: 'c2', client: '172.18.0.1' },
  ),
  scenario('masquerade-rule', 'masquerade-missing', 'no rule', (d) => without(d.rules.host.nat, r.masquerade)),
  scenario('masquerade-rule', 'nat-near-miss', 'wrong NIC (drill 17)', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 -o eth0 -j MASQUERADE');
  }),
  scenario('masquerade-rule', 'nat-near-miss', 'wrong source', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.17.0.0/16 -o ens33 -j MASQUERADE');
  }),
  scenario('masquerade-rule', 'nat-near-miss', 'c1 only', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.2/32 -o ens33 -j MASQUERADE');
  }),
  scenario('masquerade-rule', 'snat-wrong-address', 'SNAT to nobody', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -o ens33 -j SNAT --to-source 192.168.1.99');
  }),
  scenario('masquerade-rule', 'masquerade-too-wide', 'without -o', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 -j MASQUERADE');
  }),
  scenario('masquerade-rule', 'pass', 'without -o, where iptables never sees what is bridged', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 -j MASQUERADE');
    d.sysctls.bridgeNfCallIptables = 0;
  }),
  scenario('masquerade-rule', 'pass', 'SNAT', (d) => {
    instead(
      d.rules.host.nat,
      r.masquerade,
      '-A POSTROUTING -s 172.18.0.0/16 -o ens33 -j SNAT --to-source 192.168.1.61',
    );
  }),
  scenario('masquerade-rule', 'pass', 'not within the subnet', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 ! -d 172.18.0.0/16 -j MASQUERADE');
  }),
  scenario(out, 'masquerade-missing', 'drill 17, no rule', (d) => without(d.rules.host.nat, r.masquerade), timeout),
  scenario(
    out,
    'notrack',
    'amnesia (drill 14)',
    (d) => d.rules.host.raw.push('-A PREROUTING -i br0 -j NOTRACK'),
    timeout,
  ),
  scenario(
    out,
    'destination-rewritten',
    'a DNAT that catches more than it should',
    (d) => d.rules.host.nat.unshift('-A PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination 172.18.0.2:80'),
    { server: 'c1' },
  ),
  scenario('dnat-rule', 'dnat-missing', 'no rule', (d) => {
    without(d.rules.host.nat, r.dnat);
    without(d.rules.host.nat, r.output);
  }),
  scenario('dnat-rule', 'nat-wrong-chain', 'only in OUTPUT', (d) => without(d.rules.host.nat, r.dnat)),
  scenario('dnat-rule', 'dnat-wrong-target', 'no port', (d) => {
    instead(
      d.rules.host.nat,
      r.dnat,
      '-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2',
    );
  }),
  scenario('dnat-rule', 'dnat-wrong-target', 'wrong door (drill 25)', (d) => {
    instead(
      d.rules.host.nat,
      r.dnat,
      '-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:8080',
    );
  }),
  scenario('dnat-rule', 'dnat-shadowed', 'shadow rule (drill 29)', (d) => {
    d.rules.host.nat.unshift(
      '-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80',
    );
  }),
  scenario('dnat-rule', 'nat-near-miss', 'udp', (d) => {
    instead(
      d.rules.host.nat,
      r.dnat,
      '-A PREROUTING ! -i br0 -p udp -m udp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario('dnat-rule', 'nat-near-miss', 'wrong port', (d) => {
    instead(
      d.rules.host.nat,
      r.dnat,
      '-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5679 -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario(
    hp,
    'dnat-missing',
    'before the rule',
    (d) => {
      without(d.rules.host.nat, r.dnat);
      without(d.rules.host.nat, r.output);
    },
    refused,
  ),
  scenario(
    hp,
    'dnat-wrong-target',
    'wrong door (drill 25)',
    (d) => {
      instead(
        d.rules.host.nat,
        r.dnat,
        '-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:8080',
      );
    },
    refused,
  ),
  scenario(
    hp,
    'dnat-shadowed',
    'c2 answers (drill 29)',
    (d) => {
      d.rules.host.nat.unshift(
        '-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80',
      );
    },
    { server: 'c2' },
  ),
  scenario('dnat-output-rule', 'dnat-output-missing', 'another PREROUTING rule does not help', (d) => {
    instead(d.rules.host.nat, r.output, r.dnat);
  }),
  scenario(
    'host-reaches-port',
    'dnat-output-missing',
    'before the rule',
    (d) => without(d.rules.host.nat, r.output),
    refused,
  ),
  scenario('dnat-bridge-rule', 'dnat-missing', 'no rule', (d) => without(d.rules.host.nat, r.dnatBridge)),
  scenario('dnat-bridge-rule', 'dnat-too-wide', 'LOCAL forgotten', (d) => {
    instead(
      d.rules.host.nat,
      r.dnatBridge,
      '-A PREROUTING -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario(
    'c2-reaches-port',
    'dnat-missing',
    'before the rule',
    (d) => without(d.rules.host.nat, r.dnatBridge),
    refused,
  ),
];
