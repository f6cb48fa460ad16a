import type { Chain } from '../../../src/netfilter/index.ts';
import { sourceRules as r } from '../../testing/draft.ts';
import { filter, instead, type Scenario, scenario, timeout, without } from '../../testing/scenario.ts';

const inside = 'c1-reaches-c2';
const fbridge = 'forward-bridge-accept';
const drop = (table: string, family: Chain['family'], name: string, hook: 'forward' | 'ingress'): Chain => ({
  backend: 'nft',
  family,
  table,
  name,
  base: { hook, type: 'filter', priority: 10, policy: 'drop', devices: hook === 'ingress' ? ['veth1'] : [] },
  rules: [],
});

const legacyDrop: Chain = {
  backend: 'iptables-legacy',
  family: 'ip',
  table: 'filter',
  name: 'FORWARD',
  base: { hook: 'forward', type: 'filter', priority: 0, policy: 'drop', devices: [] },
  rules: [],
};

/** As iptables-save prints them. */
const unreadable = [
  '-m u32 --u32 "0x0>>0x16&0x3c=0x14"',
  '-m bpf --bytecode "1,6 0 0 1"',
  '-m string --string "GET" --algo bm --to 65535',
  '-m ttl --ttl-gt 1',
  '-m mac --mac-source 02:42:00:00:00:02',
  '-m set --match-set members src',
  '-m dscp --dscp 0x00',
  '-m tos --tos 0x00/0xff',
  '-m socket',
] as const;

/** Rules between the containers: states of a lab, and what the checks have to say of them. */
export const insideScenarios: readonly Scenario[] = [
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
    'unjudged',
    'a rule with a length: what the kernel has put together may be longer',
    filter((f) => instead(f, r.bridge, '-A FORWARD -i br0 -o br0 -m length --length 0:9001 -j ACCEPT')),
  ),
  ...unreadable.map((condition) =>
    scenario(
      fbridge,
      'unjudged',
      `nobody can follow ${condition}`,
      filter((f) => instead(f, r.bridge, `-A FORWARD -i br0 -o br0 ${condition} -j ACCEPT`)),
    ),
  ),
  scenario(
    fbridge,
    'unjudged',
    'nobody can follow what drops above the rule',
    filter((f) => f.unshift('-A FORWARD -m u32 --u32 "0x0>>0x16&0x3c=0x0" -j DROP')),
  ),
  scenario(
    fbridge,
    'pass',
    'nobody can follow a rule of another way, nor one below the one that decides',
    filter((f) => {
      f.unshift('-A FORWARD -i ens9 -m u32 --u32 "0x0=0x1" -j DROP');
      f.push('-A FORWARD -i br0 -o br0 -m string --string "x" --algo bm --to 65535 -j DROP');
    }),
  ),
  scenario(
    fbridge,
    'pass',
    'nobody can follow a condition, but the packet passes either way',
    filter((f) => f.unshift('-A FORWARD -i br0 -o br0 -m u32 --u32 "0x0=0x1" -j ACCEPT')),
  ),
  scenario(
    fbridge,
    'pass',
    'too many connections are kept off',
    filter((f) => f.unshift('-A FORWARD -i br0 -o br0 -m connlimit --connlimit-above 99 -j REJECT')),
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
  scenario(
    inside,
    'prerouting-drop',
    'bridged frames meet the raw table too',
    (d) => d.rules.host.raw.push('-A PREROUTING -s 172.18.0.2/32 -j DROP'),
    timeout,
  ),
];
