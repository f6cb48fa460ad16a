import { expect, test } from 'vitest';
import { parseRuleset, type Ruleset } from '../netfilter/index.ts';
import { grown } from './counters.ts';

function rules(lines: readonly string[]): Ruleset {
  const parsed = parseRuleset({
    iptablesNft: `*filter\n${lines.join('\n')}\nCOMMIT\n`,
    iptablesLegacy: '',
    nftJson: '',
  });
  if (!parsed.ok) throw new Error(parsed.error.text);
  return parsed.value;
}

test('says which rule and which policy counted, and by how much', () => {
  const before = rules([
    ':FORWARD DROP [3:180]',
    '[5:300] -A FORWARD -i br0 -j ACCEPT',
    '[1:60] -A FORWARD -o br0 -j ACCEPT',
  ]);
  const after = rules([
    ':FORWARD DROP [4:240]',
    '[5:300] -A FORWARD -i br0 -j ACCEPT',
    '[8:480] -A FORWARD -o br0 -j ACCEPT',
  ]);
  expect(grown('host', before, after)).toEqual([
    { node: 'host', chain: 'filter FORWARD', rule: '-A FORWARD -o br0 -j ACCEPT', packets: 7 },
    { node: 'host', chain: 'filter FORWARD', packets: 1 },
  ]);
});

test('a chain whose rules changed meanwhile says nothing', () => {
  const before = rules([':FORWARD DROP [0:0]', '[0:0] -A FORWARD -i br0 -j ACCEPT']);
  const after = rules([
    ':FORWARD DROP [9:9]',
    '[9:9] -A FORWARD -o br0 -j ACCEPT',
    '[0:0] -A FORWARD -i br0 -j ACCEPT',
  ]);
  expect(grown('host', before, after)).toEqual([]);
});
