import { expect, test } from 'vitest';
import { solved } from '../testing/draft.ts';
import { judgeOne } from '../testing/judge.ts';

/** Check id -> the devices of the packet that its title names. */
const named = {
  'forward-bridge-accept': '-i br0 -o br0',
  'forward-out-accept': '-i br0 -o ens33',
  'forward-in-accept': '-i ens33 -o br0',
  'forward-to-c1-accept': '-i ens33 -o br0',
};

test.each(Object.entries(named))('%s quotes the rule of the packet that it names: %s', (check, devices) => {
  const verdict = judgeOne(check, solved());
  expect(verdict.verdict).toBe('pass');
  expect(JSON.stringify(verdict)).toContain(devices);
});

test('an answer that is dropped is quoted as what it is', () => {
  const draft = solved();
  draft.rules.host.filter = draft.rules.host.filter.filter((rule) => !rule.includes('-o ens33'));
  const verdict = judgeOne('forward-to-c1-accept', draft);
  expect(verdict).toMatchObject({ verdict: 'fail', expected: { values: { what: { values: { kind: 'answers' } } } } });
});
