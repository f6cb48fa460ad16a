import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parseRuleset } from '../../src/netfilter/index.ts';
import { removal } from './fixes.ts';

const rule = (words: string) => {
  const read = parseRuleset({
    iptablesNft: `*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD ${words}\nCOMMIT\n`,
    iptablesLegacy: '',
    nftJson: '',
  });
  const chain = read.ok ? read.value.chains[0] : undefined;
  const [first] = chain?.rules ?? [];
  if (!chain || !first) throw new Error(words);
  return { chain, rule: first };
};

test.each([
  ['! -i br0 -s 10.0.0.0/8 -j DROP', ['!', '-i', 'br0', '-s', '10.0.0.0/8', '-j', 'DROP']],
  [
    '-m comment --comment "$(touch /tmp/x) `id`; it\'s \\"so\\"" -j DROP',
    ['-m', 'comment', '--comment', '$(touch /tmp/x) `id`; it\'s "so"', '-j', 'DROP'],
  ],
])('%s is taken out word by word, whatever a shell would make of it', (words, expected) => {
  const command = removal(rule(words));
  expect(command).toMatch(/^iptables -D FORWARD /);
  const ran = execFileSync('sh', ['-c', `iptables() { printf '%s\\n' "$@"; }; ${command}`], { encoding: 'utf8' });
  expect(ran.trimEnd().split('\n')).toEqual(['-D', 'FORWARD', ...expected]);
});
