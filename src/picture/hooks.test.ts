import { describe, expect, test } from 'vitest';
import { parseRuleset, type RulesetText } from '../netfilter/index.ts';
import { hooksOf } from './hooks.ts';

const save = (iptablesNft: string): RulesetText => ({ nftJson: '', iptablesNft, iptablesLegacy: '' });

function hooks(text: string) {
  const rules = parseRuleset(save(text));
  if (!rules.ok) throw new Error(rules.error.text);
  return hooksOf('router', rules.value);
}

const filter = (...lines: string[]): string =>
  ['*filter', ':INPUT ACCEPT [0:0]', ':FORWARD DROP [0:0]', ':OUTPUT ACCEPT [0:0]', ...lines, 'COMMIT', ''].join('\n');

describe('what hangs on the hooks', () => {
  test('a policy that drops is there without a rule; empty chains that accept are not', () => {
    expect(hooks(filter()).chains).toEqual([
      expect.objectContaining({ hook: 'forward', table: 'filter', policy: 'drop', rules: [], more: 0 }),
    ]);
  });

  test('rules are word for word, those of called chains once, those that nobody calls not at all', () => {
    const { chains } = hooks(
      filter(
        ':CALLED - [0:0]',
        ':DEEPER - [0:0]',
        ':UNUSED - [0:0]',
        '-A FORWARD -p tcp -j CALLED',
        '-A FORWARD -p udp -j CALLED',
        '-A CALLED -j DEEPER',
        '-A DEEPER -g CALLED',
        '-A UNUSED -j ACCEPT',
      ),
    );
    expect(chains.map(({ rules }) => rules)).toEqual([
      [
        { chain: 'FORWARD', text: '-A FORWARD -p tcp -j CALLED' },
        { chain: 'FORWARD', text: '-A FORWARD -p udp -j CALLED' },
        { chain: 'CALLED', text: '-A CALLED -j DEEPER' },
        { chain: 'DEEPER', text: '-A DEEPER -g CALLED' },
      ],
    ]);
  });

  test('tables of one hook stand in the order in which the kernel asks them', () => {
    const nat = ['*nat', ':PREROUTING ACCEPT [0:0]', '-A PREROUTING -p tcp -j ACCEPT', 'COMMIT', ''].join('\n');
    const raw = ['*raw', ':PREROUTING ACCEPT [0:0]', '-A PREROUTING -p tcp -j ACCEPT', 'COMMIT', ''].join('\n');
    const mangle = ['*mangle', ':PREROUTING ACCEPT [0:0]', '-A PREROUTING -p tcp -j ACCEPT', 'COMMIT', ''].join('\n');
    expect(hooks(nat + mangle + raw).chains.map(({ table }) => table)).toEqual(['raw', 'mangle', 'nat']);
  });

  test('of very many rules the first are named, and the rest is counted', () => {
    const [chain] = hooks(
      filter(...Array.from({ length: 5000 }, (_, n) => `-A FORWARD -p tcp --dport ${n + 1} -j DROP`)),
    ).chains;
    expect([chain?.rules.length, chain?.more]).toEqual([200, 4800]);
  });
});
