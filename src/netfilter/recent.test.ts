import { expect, test } from 'vitest';
import { decidedForNow, evaluate, lastingRules, type Packet, withRecent } from './index.ts';
import { parsed } from './testing/fixture.ts';

/** What `ufw limit 9000/tcp` writes, ufw 0.36. */
const limit = `*filter
:INPUT DROP [0:0]
-A INPUT -p tcp -m tcp --dport 9000 -m conntrack --ctstate NEW -m recent --set --name DEFAULT --mask 255.255.255.255 --rsource
-A INPUT -p tcp -m tcp --dport 9000 -m conntrack --ctstate NEW -m recent --update --seconds 30 --hitcount 6 --name DEFAULT --mask 255.255.255.255 --rsource -j REJECT
-A INPUT -p tcp -m tcp --dport 9000 -j ACCEPT
COMMIT
`;
const packet: Packet = { src: '192.168.1.50', dst: '192.168.1.61', proto: 'tcp', dport: 9000, ctState: 'new' };
const verdict = (lists: string): string =>
  evaluate(withRecent(parsed({ iptablesNft: limit }), lists), { hook: 'input', packet }).verdict;
const seen = (address: string, ...stamps: readonly number[]): string =>
  `src=${address} ttl: 64 last_seen: ${stamps.at(-1)} oldest_pkt: ${stamps.length} ${stamps.join(', ')}\n`;

test('who was not here before is let in by a limit', () => {
  expect(verdict('list DEFAULT\n')).toBe('accept');
  expect(verdict(`list DEFAULT\n${seen('192.168.1.50', 1, 2)}`)).toBe('accept');
  expect(verdict(`list DEFAULT\n${seen('192.168.1.51', 1, 2, 3, 4, 5, 6)}`)).toBe('accept');
});

test('who was here often may be refused: when that was, the list tells in a clock that nobody else has', () => {
  expect(verdict(`list DEFAULT\n${seen('192.168.1.50', 1, 2, 3, 4, 5, 6)}`)).toBe('unknown');
});

test('a list that was not read, or not wholly, tells nothing', () => {
  expect(verdict('')).toBe('unknown');
  expect(verdict('list other\n')).toBe('unknown');
  expect(verdict('list DEFAULT\n?\n')).toBe('unknown');
});

test('who asks what lasts does not go by a list that holds today; a rule without one below it does', () => {
  const rules = (more: string): string => `*filter
:FORWARD DROP [0:0]
-A FORWARD -i br0 -o br0 -m recent --rcheck --name ok --mask 255.255.255.255 --rsource -j ACCEPT
${more}COMMIT
`;
  const bridged: Packet = { ...packet, iif: 'br0', oif: 'br0' };
  const lasting = (more: string) => {
    const today = withRecent(parsed({ iptablesNft: rules(more) }), `list ok\n${seen('192.168.1.50', 1)}`);
    expect(evaluate(today, { hook: 'forward', packet: bridged }).verdict).toBe('accept');
    const found = evaluate(lastingRules(today), { hook: 'forward', packet: bridged });
    return [found.verdict, decidedForNow(found)?.match.slice(0, 20)];
  };
  expect(lasting('')).toEqual(['unknown', '-m recent --rcheck -']);
  expect(lasting('-A FORWARD -i br0 -o br0 -j ACCEPT\n')).toEqual(['accept', undefined]);
});
