import type { Chain } from '../../../src/netfilter/index.ts';
import { type Draft, sourceRules as r } from '../draft.ts';
import { instead, named, refused, type Scenario, scenario, timeout, without } from '../scenario.ts';

const inside = 'c1-reaches-c2';
const fbridge = 'forward-bridge-accept';
const _fout = 'forward-out-accept';
const _fin = 'forward-in-accept';
const _out = 'c1-reaches-outside';
const drop = (table: string, family: Chain['family'], name: string, hook: 'forward' | 'ingress'): Chain => ({
  backend: 'nft',
  family,
  table,
  name,
  base: { hook, type: 'filter', priority: 10, policy: 'drop', devices: hook === 'ingress' ? ['veth1'] : [] },
  rules: [],
});
const filter = (change: (rules: string[]) => void) => (d: Draft) => change(d.rules.host.filter);

const legacyDrop: Chain = {
  backend: 'iptables-legacy',
  family: 'ip',
  table: 'filter',
  name: 'FORWARD',
  base: { hook: 'forward', type: 'filter', priority: 0, policy: 'drop', devices: [] },
  rules: [],
};

/** Over the switch: rules that let frames pass, and what else stops them. */
export const switched: readonly Scenario[] = [
  scenario(
    fbridge,
    'forward-missing',
    'no rule',
    filter((f) => without(f, r.bridge)),
  ),
  scenario(
    fbridge,
    'forward-port-names',
    'rule names the ports',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i veth1 -o veth2 -j ACCEPT')),
  ),
  scenario(
    fbridge,
    'forward-near-miss',
    'rule is for udp',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -p udp -j ACCEPT')),
  ),
  scenario(
    fbridge,
    'forward-near-miss',
    'rule is for answers',
    filter((f) =>
      instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'),
    ),
  ),
  scenario(
    fbridge,
    'forward-wrong-chain',
    'rule is in INPUT',
    filter((f) => instead(f, r.bridge, '-A INPUT -i br0 -j ACCEPT')),
  ),
  scenario(
    fbridge,
    'forward-shadowed',
    'appended below a REJECT',
    filter((f) => {
      without(f, r.bridge);
      f.push('-A FORWARD -j REJECT --reject-with icmp-host-prohibited', r.bridge);
    }),
  ),
  scenario(
    fbridge,
    'forward-dropped',
    'a DROP and no ACCEPT',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -j DROP')),
  ),
  scenario(fbridge, 'forward-legacy', 'the policy of the other world (F33)', (d) => {
    d.rules.host.foreign.push(legacyDrop);
  }),
  scenario(fbridge, 'forward-other-chain', 'two bouncers (drill 20)', (d) =>
    d.rules.host.foreign.push(drop('labx', 'inet', 'labfwd', 'forward')),
  ),
  scenario(
    fbridge,
    'pass',
    'appended',
    filter((f) => f.push(f.shift() ?? '')),
  ),
  scenario(
    fbridge,
    'pass',
    'by port, with physdev',
    filter((f) => instead(f, r.bridge, '-A FORWARD -m physdev --physdev-is-bridged -j ACCEPT')),
  ),
  scenario(
    fbridge,
    'pass',
    'by address',
    filter((f) => instead(f, r.bridge, '-A FORWARD -s 172.18.0.0/16 -d 172.18.0.0/16 -j ACCEPT')),
  ),
  scenario(
    fbridge,
    'pass',
    'in a chain of one’s own',
    filter((f) => {
      without(f, r.bridge);
      f.push(':LAB - [0:0]', '-A FORWARD -j LAB', '-A LAB -i br+ -o br+ -p tcp -j ACCEPT');
    }),
  ),
  scenario(
    fbridge,
    'forward-missing',
    'requests only, answers dropped',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -p tcp -m tcp --dport 80 -j ACCEPT')),
  ),
  scenario(
    inside,
    'forward-missing',
    'before the rule',
    filter((f) => without(f, r.bridge)),
    timeout,
  ),
  scenario(
    inside,
    'rule-undecided',
    'a rule with a length',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -m length --length 9000:9001 -j ACCEPT')),
    timeout,
  ),
  scenario(
    fbridge,
    'rule-for-now',
    'a rule with a limit',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -m limit --limit 1/sec -j ACCEPT')),
  ),
  scenario(
    inside,
    'rule-for-now',
    'a rule with a limit that is used up',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -m limit --limit 1/sec -j ACCEPT')),
    timeout,
  ),
  scenario(
    fbridge,
    'pass',
    'a rule with a length, whose fetch decides',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -m length --length 0:9001 -j ACCEPT')),
  ),
  scenario(
    fbridge,
    'pass',
    'too many connections are kept off',
    filter((f) => f.unshift('-A FORWARD -i br0 -o br0 -m connlimit --connlimit-above 99 -j REJECT')),
  ),
  scenario(
    inside,
    'ports-isolated',
    'good fences (drill 12)',
    (d) => {
      for (const name of ['veth1', 'veth2'])
        named(d.host, name).port = { state: 'forwarding', hairpin: false, isolated: true };
    },
    timeout,
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
  scenario(
    inside,
    'bridge-filter',
    'the switch has a filter (drill 24)',
    (d) => d.rules.host.foreign.push(drop('labx', 'bridge', 'labfwd', 'forward')),
    timeout,
  ),
  scenario(
    inside,
    'bridge-filter',
    'ghost in the port (drill 23)',
    (d) => d.rules.host.foreign.push(drop('labx', 'netdev', 'labin', 'ingress')),
    timeout,
  ),
  scenario(
    'c2-reaches-c1',
    'container-firewall',
    'c1 drops it itself (drill 8)',
    (d) => {
      d.rules.c1.filter.push('-A INPUT -p tcp -m tcp --dport 80 -j DROP');
    },
    timeout,
  ),
  scenario(inside, 'no-listener', 'nginx of c2 is gone', (d) => (d.listeners.c2 = []), refused),
  scenario(inside, 'the walk decides', 'everything looks right', () => {}, timeout),
  scenario(
    inside,
    'the walk decides',
    'no rule, but bridged frames skip iptables',
    (d) => {
      without(d.rules.host.filter, r.bridge);
      d.sysctls.bridgeNfCallIptables = 0;
    },
    timeout,
  ),
  scenario(
    inside,
    'masquerade-too-wide',
    'MASQUERADE without -o',
    (d) => {
      instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 -j MASQUERADE');
    },
    { server: 'c2', client: '172.18.0.1' },
  ),
  scenario(
    'host-reaches-c1',
    'host-input-drop',
    'the host is deaf (drill 7)',
    filter((f) => f.unshift('-A INPUT -i br0 -j DROP')),
    timeout,
  ),
  scenario(
    'host-reaches-c1',
    'prerouting-drop',
    'answers die in the raw table (F38)',
    (d) => d.rules.host.raw.push('-A PREROUTING -i br0 -p tcp -m tcp --sport 80 -j DROP'),
    timeout,
  ),
  scenario(
    inside,
    'prerouting-drop',
    'bridged frames meet the raw table too',
    (d) => d.rules.host.raw.push('-A PREROUTING -s 172.18.0.2/32 -j DROP'),
    timeout,
  ),
  scenario(
    inside,
    'the walk decides',
    'a raw table that bridged frames never meet',
    (d) => {
      d.rules.host.raw.push('-A PREROUTING -s 172.18.0.2/32 -j DROP');
      d.sysctls.bridgeNfCallIptables = 0;
    },
    timeout,
  ),
  scenario(
    'c2-reaches-c1',
    'ip-forward-off',
    'answers to a rewritten caller have to be routed (drill 1)',
    (d) => (d.sysctls.ipForward = false),
    timeout,
  ),
  scenario(
    inside,
    'the walk decides',
    'no router is needed where nothing is rewritten',
    (d) => (d.sysctls.ipForward = false),
    timeout,
  ),
  scenario(
    'host-reaches-c1',
    'container-firewall',
    'c1 refuses by a rule',
    (d) => d.rules.c1.filter.push('-A INPUT -i eth0 -p tcp -m tcp --dport 80 -j REJECT --reject-with tcp-reset'),
    refused,
  ),
  scenario(
    'host-reaches-c1',
    'host-output-drop',
    'the host is mute',
    filter((f) => f.unshift('-A OUTPUT -o br0 -j DROP')),
    timeout,
  ),

  scenario(
    'forwarding-on',
    'ip-forward-off',
    'the router that will not route (drill 1)',
    (d) => (d.sysctls.ipForward = false),
  ),
];
