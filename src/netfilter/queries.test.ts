import { expect, test } from 'vitest';
import { differencesOf, natOf, nearMisses, rulesMatching, verdictOf } from './index.ts';
import { fixture, parsed } from './testing/fixture.ts';

const packet = {
  src: '172.18.0.2',
  dst: '192.168.1.50',
  proto: 'tcp',
  sport: 4000,
  dport: 80,
  ctState: 'new',
  iif: 'br0',
  oif: 'ens33',
} as const;

test('a rule for another device is a near miss that says so', () => {
  const rules = parsed({
    iptablesLegacy:
      '*filter\n:FORWARD DROP [0:0]\n:LAB - [0:0]\n-A FORWARD -j LAB\n-A LAB -i br0 -o eth0 -j ACCEPT\n-A LAB -i eth0 -o br0 -j ACCEPT\nCOMMIT\n',
  });
  const misses = nearMisses(rules, { hook: 'forward', packet });
  expect(
    misses.map(({ chain, rule, differs }) => [
      chain.name,
      rule.index,
      differs[0]?.field,
      differs[0]?.wants,
      differs[0]?.is,
    ]),
  ).toEqual([['LAB', 0, 'oif', '-o eth0', 'ens33']]);
});

test('rules are found by what they do, in every backend', () => {
  const drops = rulesMatching(fixture('worlds'), (rule) => rule.target?.kind === 'drop');
  expect(drops.map(({ chain }) => chain.backend)).toEqual(['iptables-nft', 'iptables-legacy']);
});

test('a single rule can be asked why it would miss', () => {
  const [found] = rulesMatching(
    fixture('course'),
    (rule) => rule.target?.kind === 'masquerade' && rule.text.includes('-s '),
  );
  const differs = found && differencesOf(found.rule, { hook: 'postrouting', packet: { ...packet, src: '10.0.0.1' } });
  expect(differs?.map((one) => one.field)).toEqual(['src']);
});

test('short questions have short answers', () => {
  const question = { hook: 'postrouting', packet } as const;
  expect(verdictOf(fixture('course'), question)).toBe('accept');
  expect(natOf(fixture('course'), question)?.kind).toBe('masquerade');
});
