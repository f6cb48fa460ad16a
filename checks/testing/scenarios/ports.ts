import { sourceRules as r, way } from '../draft.ts';
import { instead, named, refused, type Scenario, scenario, timeout, without } from '../scenario.ts';

const hp = 'outside-reaches-port';
const port = (hairpin: boolean) => ({ state: 'forwarding', hairpin, isolated: false });

/** The published port, from all sides. */
export const ports: readonly Scenario[] = [
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
  scenario('forward-to-c1-accept', 'forward-established-only', 'stateful rule of lesson 2', (d) => {
    instead(
      d.rules.host.filter,
      r.in,
      '-A FORWARD -i ens33 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    );
  }),
  scenario('forward-to-c1-accept', 'pass', 'narrow', (d) => {
    instead(
      d.rules.host.filter,
      r.in,
      '-A FORWARD -d 172.18.0.2/32 -i ens33 -o br0 -p tcp -m tcp --dport 80 -j ACCEPT',
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
  scenario(
    hp,
    'wrong-server',
    'the host answers itself, although the rules are right',
    (d) => d.listeners.host.push({ address: '0.0.0.0', port: 5678 }),
    { server: 'host' },
  ),
  scenario(hp, 'no-listener', 'nginx is gone', (d) => (d.listeners.c1 = []), refused),
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
  scenario(hp, 'return-missing', 'answers are dropped', (d) => without(d.rules.host.filter, r.out), timeout),
  scenario(hp, 'pass', 'the client is hidden by lesson 4', () => {}, { client: '172.18.0.1' }),
  scenario('dnat-output-rule', 'dnat-output-missing', 'another PREROUTING rule does not help', (d) => {
    instead(d.rules.host.nat, r.output, r.dnat);
  }),
  scenario('dnat-output-rule', 'pass', 'LOCAL addresses only', (d) => {
    instead(
      d.rules.host.nat,
      r.output,
      '-A OUTPUT -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario(
    'host-reaches-port',
    'dnat-output-missing',
    'before the rule',
    (d) => without(d.rules.host.nat, r.output),
    refused,
  ),

  scenario('veth1-hairpin', 'hairpin-off', 'off (drill 15)', (d) => (named(d.host, 'veth1').port = port(false))),
  scenario('veth1-hairpin', 'hairpin-wrong-port', 'on at veth2', (d) => {
    named(d.host, 'veth1').port = port(false);
    named(d.host, 'veth2').port = port(true);
  }),
  scenario('dnat-bridge-rule', 'dnat-missing', 'no rule', (d) => without(d.rules.host.nat, r.dnatBridge)),
  scenario('dnat-bridge-rule', 'dnat-too-wide', 'LOCAL forgotten', (d) => {
    instead(
      d.rules.host.nat,
      r.dnatBridge,
      '-A PREROUTING -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario('dnat-bridge-rule', 'pass', 'one rule for everybody', (d) => {
    without(d.rules.host.nat, r.dnatBridge);
    instead(
      d.rules.host.nat,
      r.dnat,
      '-A PREROUTING -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
    );
  }),
  scenario(
    'c2-reaches-port',
    'dnat-missing',
    'before the rule',
    (d) => without(d.rules.host.nat, r.dnatBridge),
    refused,
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
