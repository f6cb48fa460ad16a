import { expect, test } from 'vitest';
import { fixture } from '../testing/fixture.ts';
import { matchText } from './text.ts';

const chain = (table: string, name: string) =>
  fixture('native').chains.find((one) => one.table === table && one.name === name);

test('rules read in nft’s own words', () => {
  expect(chain('fw', 'forward')?.rules.map((rule) => rule.text)).toEqual([
    'ip saddr @nets tcp dport { 443, 1000-2000 } counter packets 3 bytes 180 accept comment "hi there"',
    'iifname vmap @byname',
    'ct state vmap { invalid : drop, established : accept, related : accept }',
    'iifname "br*" oifname != { "a", "b" } meta l4proto tcp ip daddr 172.19.0.0/16 counter packets 0 bytes 0 reject with icmpx admin-prohibited',
    'tcp flags syn tcp dport 25 reject with tcp reset',
    'ct status dnat accept',
    'ct state != established,related tcp dport 26 log prefix "x" drop',
    'ip daddr . tcp dport { 1.2.3.4 . 80 } drop',
    'fib daddr type local accept',
    'fib saddr . iif oif false drop',
    'meta mark 5 drop',
    'iif lo accept',
    'tcp sport != @ports tcp dport > 60000 drop',
    'ip saddr & 255.0.255.0 == 10.0.3.0 th dport 53 drop',
    'limit rate 5/second continue',
    'iifname . ip saddr vmap { br0 . 1.2.3.4 : drop }',
    'meta nfproto ipv6 drop',
    'meta mark set 5 ip ttl set 5',
    expect.stringContaining('numgen'),
  ]);
});

test('only what nobody can know from a packet is unknown', () => {
  const unknown = chain('fw', 'forward')?.rules.filter((rule) =>
    rule.matches.some((match) => match.kind === 'unknown'),
  );
  expect(unknown?.map((rule) => rule.text.split(' ')[0])).toEqual(['limit']);
});

test('counters, comments and handles are read', () => {
  expect(chain('fw', 'forward')?.rules[0]).toMatchObject({
    counters: { packets: 3, bytes: 180 },
    comment: 'hi there',
    handle: expect.any(Number),
  });
});

test('translations are read, also from maps', () => {
  expect(chain('fw', 'nat_in')?.rules.map((rule) => rule.target)).toMatchObject([
    {
      kind: 'vmap',
      cases: [{ target: { kind: 'dnat', addresses: { from: '1.2.3.4' }, ports: { from: 8080, to: 8080 } } }],
    },
    { kind: 'redirect', ports: { from: 80, to: 80 } },
    { kind: 'vmap', cases: [{ target: { kind: 'dnat' } }, { target: { kind: 'dnat' } }] },
  ]);
  expect(chain('fw', 'nat_out')?.rules.map((rule) => rule.target)).toMatchObject([
    { kind: 'masquerade', ports: { from: 1024, to: 65535 } },
    { kind: 'snat', addresses: { from: '1.2.3.4', to: '1.2.3.9' } },
  ]);
});

test('a field that we do not know is printed as it came', () => {
  expect(matchText('==', { numgen: { mode: 'inc' } }, 3)).toBe('{"numgen":{"mode":"inc"}} 3');
});
