import { expect, test } from 'vitest';
import { routingRules } from './routing-rules.ts';
import { observation } from './testing/captured.ts';

const read = (rows: string) => routingRules('host').parse(observation({ stdout: rows }), { nonce: 'feed' });

// As iproute2 6.1 prints `ip -4 -j rule show`.
test('what a rule asks for, and what it does', () => {
  const rows = `[{"priority":0,"src":"all","table":"local"},
    {"priority":32758,"src":"all","goto":32766},
    {"priority":32759,"src":"all","table":"main","suppress_prefixlen":0},
    {"priority":32761,"not":null,"src":"all","fwmark":"0x5","table":"100"},
    {"priority":32762,"src":"all","ipproto":"tcp","dport":80,"table":"100"},
    {"priority":32763,"src":"all","fwmark":"0x1","fwmask":"0xff","action":"unreachable"},
    {"priority":32764,"src":"172.18.0.2","iif":"br0","table":"main"},
    {"priority":32765,"not":null,"src":"172.18.0.0","srclen":16,"dst":"172.18.0.3","action":"prohibit"}]`;
  expect(read(rows)).toEqual({
    ok: true,
    value: [
      { priority: 0, table: 'local', others: [] },
      { priority: 32_758, others: ['goto'] },
      { priority: 32_759, table: 'main', suppresses: 0, others: [] },
      { priority: 32_761, not: true, fwmark: { value: 5, mask: 0xffff_ffff }, table: '100', others: [] },
      { priority: 32_762, table: '100', others: ['ipproto', 'dport'] },
      { priority: 32_763, fwmark: { value: 1, mask: 0xff }, refuses: 'unreachable', others: [] },
      { priority: 32_764, from: '172.18.0.2/32', iif: 'br0', table: 'main', others: [] },
      { priority: 32_765, not: true, from: '172.18.0.0/16', to: '172.18.0.3/32', refuses: 'prohibit', others: [] },
    ],
  });
});

test('an action that is not known is not understood', () => {
  expect(read('[{"priority":1,"src":"all","action":"masquerade"}]')).toMatchObject({
    ok: true,
    value: [{ others: ['action'] }],
  });
});

test('a mark that is no number is no answer', () => {
  expect(read('[{"priority":1,"src":"all","fwmark":"many","table":"100"}]').ok).toBe(false);
});
