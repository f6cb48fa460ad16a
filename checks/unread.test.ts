import { expect, test } from 'vitest';
import { known } from '../src/netfilter/index.ts';
import { solved, sourceRules } from './testing/draft.ts';
import { judgeOne } from './testing/judge.ts';
import { instead } from './testing/scenario.ts';

/** Every match that the table of docs/matches.md does not decide; `-m NAME` alone, as its words do not matter. */
const named = known.filter(({ kind, standing }) => kind === 'match' && standing === 'named').map(({ name }) => name);

const judged = (check: string, table: 'filter' | 'nat', rule: string, other: string) => {
  const draft = solved();
  instead(draft.rules.host[table], rule, other);
  return judgeOne(check, draft);
};

test('there are some', () => {
  expect(named.length).toBeGreaterThan(20);
});

test.each(named)('a rule that lets pass by -m %s does not pass', (name) => {
  const { verdict } = judged(
    'forward-bridge-accept',
    'filter',
    sourceRules.bridge,
    `-A FORWARD -i br0 -o br0 -m ${name} -j ACCEPT`,
  );
  expect(verdict).not.toBe('pass');
});

test.each(named)('a rule that translates by -m %s does not pass', (name) => {
  const { verdict } = judged(
    'masquerade-rule',
    'nat',
    sourceRules.masquerade,
    `-A POSTROUTING -s 172.18.0.0/16 -o ens33 -m ${name} -j MASQUERADE`,
  );
  expect(verdict).not.toBe('pass');
});

test('a comment is no condition', () => {
  const words = '-A FORWARD -i br0 -o br0 -m comment --comment "-m u32" -j ACCEPT';
  expect(judged('forward-bridge-accept', 'filter', sourceRules.bridge, words).verdict).toBe('pass');
});
