import { describe, expect, test } from 'vitest';
import type { Fetch, Hit, Live, Sighting } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { parseRuleset } from '../netfilter/index.ts';
import { compare } from './compare.ts';
import type { Hop, LabFacts, Trace, Tuple } from './trace.ts';

const rules = parseRuleset({
  iptablesNft: '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -i br0 -o br0 -j ACCEPT\nCOMMIT\n',
  iptablesLegacy: '',
  nftJson: '',
});
if (!rules.ok) throw new Error(rules.error.text);
const facts: LabFacts = { nodes: { host: { rules: rules.value } } };

const request: Tuple = { src: '172.18.0.2', dst: '172.18.0.3', dport: 80 };
const reply: Tuple = { src: '172.18.0.3', dst: '172.18.0.2', sport: 80 };
const detail = text('trace.cable.pass', { node: 'c1', device: 'eth0', far: 'host', end: 'veth1' });
const cable = (node: string, device: string, packet: Tuple): Hop => ({
  node,
  device,
  stage: { kind: 'cable' },
  decision: 'pass',
  detail,
  packet,
});
const forward = (decision: Hop['decision']): Hop => ({
  node: 'host',
  device: 'br0',
  stage: { kind: 'hook', hook: 'forward', family: 'ip' },
  decision,
  detail,
  packet: request,
});
const sees = (node: string, device: string, tuple: Tuple, flags: string): Sighting => ({
  node,
  device,
  direction: 'out',
  time: 1,
  what: { kind: 'tcp', tuple: { sport: 20_001, dport: 20_001, ...tuple }, flags },
});

const delivered: Trace = {
  flow: { from: 'c1', to: '172.18.0.3', proto: 'tcp', port: 80 },
  disposition: 'delivered',
  reason: detail,
  hops: [cable('c1', 'eth0', request), forward('pass'), cable('host', 'veth2', request)],
  reply: [cable('c2', 'eth0', reply), cable('host', 'veth1', reply)],
  expected: { outcome: 'answered', server: 'c2', client: '172.18.0.2' },
};
const probe: Fetch = { outcome: 'answered', status: 200, message: '', token: 'token' };
const hits: readonly Hit[] = [{ token: 'token', server: 'c2', client: '172.18.0.2' }];
const accepted = { trace: 'a', family: 'ip', table: 'filter', chain: 'FORWARD', verdict: 'accept' } as const;
const live: Live = {
  probe,
  clientPort: 20_001,
  rules: [
    { node: 'host', ...accepted, rule: 'iifname "br0" oifname "br0" accept', packet: { ...request, sport: 20_001 } },
  ],
  sightings: [
    sees('c1', 'eth0', request, 'S'),
    sees('host', 'veth2', request, 'S'),
    sees('c2', 'eth0', reply, 'S.'),
    sees('host', 'veth1', reply, 'S.'),
  ],
  connections: [],
  unobservable: [],
};
const words = (made: ReturnType<typeof compare>): readonly string[] => made.disagreements.map(({ id }) => id);

test('everything that was predicted was seen', () => {
  const made = compare(delivered, live, hits, facts);
  expect(made.hops.map(({ seen }) => seen)).toEqual(['seen', 'seen', 'seen', 'seen', 'seen']);
  expect(made.hops[1]?.evidence).toBe('filter FORWARD accept: iifname "br0" oifname "br0" accept');
  expect(made.disagreements).toEqual([]);
});

describe('what contradicts a prediction is told', () => {
  test('another end', () => {
    const lost: Live = { ...live, probe: { outcome: 'timeout', message: '', token: 'token' } };
    expect(words(compare(delivered, lost, [], facts))).toEqual(['trace.live.outcome']);
  });

  test.each([
    ['another server', { server: 'c1', client: '172.18.0.2' }],
    ['another client address', { server: 'c2', client: '172.18.0.1' }],
  ])('%s', (_, hit) => {
    expect(words(compare(delivered, live, [{ token: 'token', ...hit }], facts))).toEqual(['trace.live.who']);
  });

  test('a cable on which the first packet never was; later packets are no proof', () => {
    const [first, ...rest] = live.sightings;
    const later = {
      ...live,
      sightings: [first, sees('host', 'veth2', request, '.'), ...rest.slice(1)].flatMap((one) => one ?? []),
    };
    const made = compare(delivered, later, hits, facts);
    expect(made.hops[2]?.seen).toBe('not-seen');
    expect(words(made)).toEqual(['trace.live.lost']);
  });
});

test('a drop is seen where the trace says drop, and nothing is expected behind it', () => {
  const dropped: Trace = {
    ...delivered,
    disposition: 'dropped-by-policy',
    hops: [cable('c1', 'eth0', request), forward('stop')],
    expected: { outcome: 'timeout' },
  };
  const { reply: _, ...walk } = dropped;
  const really: Live = {
    ...live,
    probe: { outcome: 'timeout', message: '', token: 'token' },
    rules: [{ node: 'host', ...accepted, verdict: 'drop', packet: { ...request, sport: 20_001 } }],
    sightings: live.sightings.slice(0, 1),
  };
  const made = compare(walk, really, [], facts);
  expect(made.hops.map(({ seen, evidence }) => [seen, evidence?.split(':')[0]])).toEqual([
    ['seen', 'eth0 out 172.18.0.2'],
    ['seen', 'filter FORWARD drop'],
  ]);
  expect(made.disagreements).toEqual([]);
});

test('an instrument that did not come up contradicts nothing', () => {
  const unobservable: Live = {
    ...live,
    sightings: [],
    unobservable: ['c1', 'host', 'c2'].map((node) => ({ node, instrument: 'capture' })),
  };
  const made = compare(delivered, unobservable, hits, facts);
  expect(made.hops.map(({ seen }) => seen)).toEqual(['invisible', 'seen', 'invisible', 'invisible', 'invisible']);
  expect(made.disagreements).toEqual([]);
});

test('without enough information nothing was predicted, so nothing can be contradicted', () => {
  const open: Trace = { ...delivered, disposition: 'not-enough-information', expected: { outcome: 'unknown' } };
  expect(compare(open, { ...live, sightings: [] }, [], facts).disagreements).toEqual([]);
});
