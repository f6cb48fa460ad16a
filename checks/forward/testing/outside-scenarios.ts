import { sourceRules as r } from '../../testing/draft.ts';
import {
  filter,
  instead,
  noRoute,
  refused,
  type Scenario,
  scenario,
  timeout,
  without,
} from '../../testing/scenario.ts';

const fout = 'forward-out-accept';
const fin = 'forward-in-accept';
const out = 'c1-reaches-outside';
const hp = 'outside-reaches-port';

/** Rules for what leaves and comes in: states of a lab, and what the checks have to say of them. */
export const outsideScenarios: readonly Scenario[] = [
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
    fout,
    'forward-missing',
    'no rule',
    filter((f) => {
      without(f, r.out);
      without(f, r.in);
    }),
  ),
  scenario(
    fout,
    'forward-swapped',
    '-i and -o the wrong way round',
    filter((f) => {
      without(f, r.in);
      instead(f, r.out, r.in);
    }),
  ),
  scenario(
    fout,
    'forward-near-miss',
    'wrong NIC',
    filter((f) => instead(f, r.out, '-A FORWARD -i br0 -o eth0 -j ACCEPT')),
  ),
  scenario(
    fout,
    'pass',
    'for anything but the bridge',
    filter((f) => instead(f, r.out, '-A FORWARD -i br0 ! -o br0 -j ACCEPT')),
  ),
  scenario(
    fin,
    'return-missing',
    'one-way street (drill 18)',
    filter((f) => without(f, r.in)),
  ),
  scenario(
    fin,
    'forward-swapped',
    'the outgoing rule twice',
    filter((f) => instead(f, r.in, r.out)),
  ),
  scenario(
    fin,
    'forward-near-miss',
    'for new connections only',
    filter((f) => instead(f, r.in, '-A FORWARD -i ens33 -o br0 -m conntrack --ctstate NEW -j ACCEPT')),
  ),
  scenario(
    fin,
    'pass',
    'stateful',
    filter((f) => instead(f, r.in, '-A FORWARD -i ens33 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT')),
  ),
  scenario(
    out,
    'return-missing',
    'drill 18',
    filter((f) => without(f, r.in)),
    timeout,
  ),
  scenario(
    out,
    'forward-shadowed',
    'first match wins (drill 19)',
    filter((f) => f.unshift('-A FORWARD -i br0 -o ens33 -j REJECT --reject-with icmp-admin-prohibited')),
    noRoute,
  ),
  scenario('forward-to-c1-accept', 'forward-established-only', 'stateful rule of lesson 2', (d) => {
    instead(
      d.rules.host.filter,
      r.in,
      '-A FORWARD -i ens33 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    );
  }),
  scenario(hp, 'return-missing', 'answers are dropped', (d) => without(d.rules.host.filter, r.out), timeout),
];
