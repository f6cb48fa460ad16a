import { describe, expect, test } from 'vitest';
import { decidedForNow, evaluate, parseRuleset } from './index.ts';

const packet = { iif: 'br0', oif: 'br0', src: '172.18.0.2', dst: '172.18.0.3', proto: 'tcp', ctState: 'new' } as const;

function match(...rules: readonly string[]): string | undefined {
  const lines = ['*filter', ':FORWARD DROP [0:0]', ...rules.map((rule) => `-A FORWARD ${rule}`), 'COMMIT', ''];
  const parsed = parseRuleset({ iptablesNft: lines.join('\n'), iptablesLegacy: '', nftJson: '' });
  if (!parsed.ok) throw new Error(parsed.error.text);
  const evaluation = evaluate(parsed.value, { hook: 'forward', packet: { ...packet, family: 'ip' } });
  return decidedForNow(evaluation)?.match;
}

// Each line as iptables-save 1.8.9 prints it.
describe('holds for now only', () => {
  test.each([
    '-m limit --limit 5/min',
    '-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name x',
    '-m quota --quota 100000',
    '-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr',
    '-m time --timestart 00:00:00 --timestop 23:59:00 --datestop 2038-01-19T03:14:07',
    '-m statistic --mode random --probability 0.89999999991',
    '-m recent --update --seconds 60 --name x --mask 255.255.255.255 --rsource',
    '-m connbytes --connbytes 0:10 --connbytes-mode packets --connbytes-dir both',
  ])('%s', (words) => {
    expect(match(`-i br0 ${words} -j ACCEPT`)).toBe(words);
    // A rule that lets pass whatever comes makes it harmless.
    expect(match(`-i br0 ${words} -j ACCEPT`, '-i br0 -j ACCEPT')).toBeUndefined();
    expect(match(`-i eth9 ${words} -j ACCEPT`)).toBeUndefined();
  });

  test('a refusal by chance or by the clock, but not one that keeps off too many', () => {
    expect(match('-m statistic --mode nth --every 50 -j DROP', '-j ACCEPT')).toBe('-m statistic --mode nth --every 50');
    expect(match('-m connlimit --connlimit-above 99 -j REJECT', '-j ACCEPT')).toBeUndefined();
    expect(match('-m hashlimit --hashlimit-above 5/sec --hashlimit-name x -j DROP', '-j ACCEPT')).toBeUndefined();
    expect(match('-m limit --limit 5/min -j LOG', '-j ACCEPT')).toBeUndefined();
  });

  // Within its limit such a rule refuses everybody who comes now and then.
  test.each([
    '-m limit --limit 10000/sec',
    '-m quota --quota 100000',
    '-m connbytes --connbytes 0: --connbytes-mode packets --connbytes-dir both',
    '-m connlimit --connlimit-upto 5 --connlimit-mask 32 --connlimit-saddr',
    '-m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name x',
  ])('a refusal of whoever is not too many: %s', (words) => {
    expect(match(`${words} -j DROP`, '-j ACCEPT')).toBe(words);
  });

  test('what only cannot be read is no such thing', () => {
    for (const words of ['-m length --length 1:2', '-m mark --mark 0x1', '-m recent --set --name x'])
      expect(match(`${words} -j ACCEPT`)).toBeUndefined();
  });
});

// As nft 1.0.6 prints them.
test.each([
  [{ limit: { rate: 5, burst: 5, per: 'minute' } }, true],
  [{ quota: { val: 100, val_unit: 'mbytes' } }, true],
  [{ match: { op: '<', left: { numgen: { mode: 'random', mod: 10, offset: 0 } }, right: 9 } }, true],
  [{ 'ct count': { val: 5 } }, true],
  [{ match: { op: '==', left: { meta: { key: 'hour' } }, right: { range: ['08:00', '09:00'] } } }, true],
  [{ match: { op: '<', left: { ct: { key: 'bytes' } }, right: 1000 } }, true],
  [{ match: { op: '==', left: { meta: { key: 'mark' } }, right: 1 } }, false],
])('nft: %j: %s', (statement, expected) => {
  const at = { family: 'ip', table: 't' };
  const hook = { type: 'filter', hook: 'forward', prio: 0, policy: 'drop' };
  const nftables = [
    { table: { ...at, name: 't' } },
    { chain: { ...at, name: 'c', ...hook } },
    { rule: { ...at, chain: 'c', handle: 3, expr: [statement, { accept: null }] } },
  ];
  const parsed = parseRuleset({ iptablesNft: '', iptablesLegacy: '', nftJson: JSON.stringify({ nftables }) });
  if (!parsed.ok) throw new Error(parsed.error.text);
  const evaluation = evaluate(parsed.value, { hook: 'forward', packet: { ...packet, family: 'ip' } });
  expect(decidedForNow(evaluation) !== undefined).toBe(expected);
});
