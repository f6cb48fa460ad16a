import { expect, test } from 'vitest';
import { ruleset } from './ruleset.ts';
import { captured, observation, reading } from './testing/captured.ts';

test("the host's rules, each once", () => {
  const { chains } = reading('wired', ruleset('host'));
  const forward = chains.filter(({ base, family }) => base?.hook === 'forward' && family === 'ip');
  expect(forward.map(({ backend, base, rules }) => [backend, base?.policy, rules.length])).toEqual([
    ['iptables-nft', 'drop', 3],
  ]);
});

test('a container without rules has none', () => {
  expect(reading('wired', ruleset('c1')).chains).toEqual([]);
});

test('a container that is not there has no rules to look at', () => {
  const seen = captured('troubled', ruleset('c9'));
  expect(!seen.ok && seen.error.text).toEqual({ id: 'facts.node-missing', values: { node: 'c9' } });
});

const parse = (parts: readonly (readonly [string, string, number])[]) => {
  const framed = parts.map(([name, body, status]) => `\nfeed begin ${name}\n${body}\nfeed end ${status}\n`);
  return ruleset('host').parse(observation({ stdout: framed.join('') }), { nonce: 'feed' });
};
const nothing = '{"nftables": [{"metainfo": {"version": "1.0.6", "json_schema_version": 1}}]}';

test('legacy tables, listed one by one, are one rule set', () => {
  const table = (name: string, chain: string) =>
    `*${name}\n:${chain} ACCEPT [0:0]\n[1:60] -A ${chain} -s 203.0.113.9/32 -j DROP\nCOMMIT\n`;
  const read = parse([
    ['nft', nothing, 0],
    ['iptables-nft-save', '', 0],
    ['iptables-legacy-save -t raw', table('raw', 'PREROUTING'), 0],
    ['iptables-legacy-save -t filter', table('filter', 'FORWARD'), 0],
  ]);
  expect(read.ok && read.value.chains.map(({ backend, table: of }) => [backend, of])).toEqual([
    ['iptables-legacy', 'raw'],
    ['iptables-legacy', 'filter'],
  ]);
});

test.each([
  ['nft is not there', [['nft', '', 127]], 'facts.program-missing'],
  [
    'a tool fails',
    [
      ['nft', nothing, 0],
      ['iptables-nft-save', '', 3],
    ],
    'facts.program-failed-silently',
  ],
  [
    'a tool prints something else',
    [
      ['nft', nothing, 0],
      ['iptables-nft-save', 'surprise', 0],
    ],
    'facts.rules-unreadable',
  ],
  ['nothing came', [], 'facts.program-failed-silently'],
] as const)('it could not be looked at when %s', (_why, parts, id) => {
  const read = parse(parts);
  expect(!read.ok && read.error.text.id).toBe(id);
});
