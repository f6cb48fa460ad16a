import { describe, expect, test } from 'vitest';
import { evaluate, type Packet } from '../index.ts';
import { parsed } from '../testing/fixture.ts';

const packet: Packet = {
  ...{ iif: 'br0', src: '172.18.0.2', dst: '172.18.0.3', proto: 'tcp', ctState: 'established' },
  ...{ mark: 0xab, connectionMark: 0x5 },
};

function left(rules: readonly string[], more: Partial<Packet> = {}): Packet | undefined {
  const lines = ['*mangle', ':PREROUTING ACCEPT [0:0]', ...rules.map((rule) => `-A PREROUTING ${rule}`), 'COMMIT', ''];
  const ruleset = parsed({ iptablesNft: lines.join('\n') });
  return evaluate(ruleset, { hook: 'prerouting', packet: { ...packet, ...more } }).packet;
}

// As iptables-save 1.8.9 prints --set-mark, --set-xmark, --and-mark, --or-mark and --xor-mark: all of them as --set-xmark.
describe('MARK', () => {
  test.each([
    ['--set-xmark 0x1/0xffffffff', 0x1],
    ['--set-xmark 0x1/0xf', 0xa1],
    ['--set-xmark 0x10/0x10', 0xbb],
    ['--set-xmark 0x0/0xf0', 0x0b],
    ['--set-xmark 0x4000/0x0', 0x40ab],
  ])('%s', (words, mark) => {
    expect(left([`-j MARK ${words}`])?.mark).toBe(mark);
  });
});

describe('CONNMARK', () => {
  test.each([
    ['--set-xmark 0x8/0xf', 0xab, 0x8],
    ['--save-mark --nfmask 0xffffffff --ctmask 0xffffffff', 0xab, 0xab],
    ['--save-mark --nfmask 0xf --ctmask 0xff', 0xab, 0xb],
    ['--restore-mark --nfmask 0xffffffff --ctmask 0xffffffff', 0x5, 0x5],
    ['--restore-mark --nfmask 0xf --ctmask 0x4', 0xa4, 0x5],
  ])('%s', (words, mark, connectionMark) => {
    expect(left([`-j CONNMARK ${words}`])).toMatchObject({ mark, connectionMark });
  });
  test('without a connection there is no mark of it to set or copy', () => {
    for (const words of ['--restore-mark --nfmask 0xff --ctmask 0xff', '--set-xmark 0x8/0xf'])
      expect(left([`-j CONNMARK ${words}`], { ctState: 'untracked' })).toMatchObject({
        mark: 0xab,
        connectionMark: 5,
      });
  });
});

describe('a mark that a rule may have set', () => {
  const perhaps = '-m limit --limit 5/min -j MARK --set-xmark 0x1/0xffffffff';
  test('is not known', () => expect(left([perhaps])?.mark).toBeUndefined());
  test('is known again once another rule has set it', () => {
    expect(left([perhaps, '-j MARK --set-xmark 0x2/0xffffffff'])?.mark).toBe(2);
  });
  test('is known where the rule changes nothing', () => expect(left([perhaps], { mark: 1 })?.mark).toBe(1));
});

describe('conditions', () => {
  const verdict = (condition: string, more: Partial<Packet> = {}): string => {
    const rules = `*filter\n:FORWARD DROP [0:0]\n-A FORWARD ${condition} -j ACCEPT\nCOMMIT\n`;
    return evaluate(parsed({ iptablesNft: rules }), { hook: 'forward', packet: { ...packet, oif: 'br0', ...more } })
      .verdict;
  };
  test.each([
    ['-m mark --mark 0xab', 'accept'],
    ['-m mark --mark 0xb/0xf', 'accept'],
    ['-m mark ! --mark 0xb/0xf', 'drop'],
    ['-m connmark --mark 0x5', 'accept'],
    ['-m connmark --mark 0x1/0x3', 'accept'],
    ['-m connmark ! --mark 0x4', 'accept'],
  ])('%s: %s', (condition, expected) => {
    expect(verdict(condition)).toBe(expected);
  });
  test('nobody knows of a packet whose mark is not told', () => {
    const { mark: _, ...unmarked } = packet;
    const rules = '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m mark --mark 0x1 -j ACCEPT\nCOMMIT\n';
    expect(evaluate(parsed({ iptablesNft: rules }), { hook: 'forward', packet: unmarked }).verdict).toBe('unknown');
  });
  test('a connection that is not tracked has no mark, and "not" does not hold either', () => {
    expect(verdict('-m connmark ! --mark 0x4', { ctState: 'invalid' })).toBe('drop');
  });
});

test('a new mark in a chain of type route asks the routes again, in another chain it does not', () => {
  const rules = (table: string) =>
    parsed({ iptablesNft: `*${table}\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -j MARK --set-xmark 0x1/0xffffffff\nCOMMIT\n` });
  const question = { hook: 'output', packet } as const;
  expect(evaluate(rules('mangle'), question).rerouted).toBe(1);
  expect(evaluate(rules('raw'), question).rerouted).toBeUndefined();
  expect(evaluate(rules('mangle'), { ...question, packet: { ...packet, mark: 1 } }).rerouted).toBeUndefined();
});
