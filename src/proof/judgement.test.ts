import { expect, it } from 'vitest';
import { text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import { allChecks } from '../testing/one-host/course.ts';
import type { Check, Verdict } from '../verify/check.ts';
import { checksAgainst, problemsOfEarly, problemsOfFault, problemsOfRight } from './judgement.ts';

const translate = translator('en');
const pass: Verdict = { verdict: 'pass' };
const fail = (id: string): Verdict => ({
  verdict: 'fail',
  expected: text('cli.verdict.pass'),
  observed: text('cli.verdict.fail'),
  diagnosis: { id },
});
const check = (id: string): Check => {
  const found = allChecks.find((one) => one.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
};
const results = (verdicts: { readonly [id: string]: Verdict }) =>
  Object.entries(verdicts).map(([id, verdict]) => ({ check: check(id), verdict, ms: 0 }));

const fault = { name: 'x', step: 'bridge', lines: ['ip link add br0'], fails: { 'bridge-exists': 'bridge-missing' } };
const refused = { line: 'ip link add br0', exitCode: 1, output: 'no' };
const after = { line: 'ip link set br0 up', exitCode: 1, output: 'no' };

it.each([
  ['is named first, at its own step', { 'bridge-exists': fail('bridge-missing') }, []],
  ['is not noticed', { 'bridge-exists': pass }, ['says pass', 'no check of the step bridge itself notices']],
  ['has another cause', { 'bridge-exists': fail('bridge-down') }, ['says bridge-down']],
  [
    'is named second',
    { 'c1-running': fail('container-exited'), 'bridge-exists': fail('bridge-missing') },
    ['the first thing that a learner reads is c1-running (container-exited)'],
  ],
  [
    'is named first by a later step only',
    { 'bridge-exists': pass, 'bridge-address': fail('bridge-missing') },
    ['says pass', 'the first thing', 'no check of the step bridge'],
  ],
] as const)('a fault that %s', (_, verdicts, words) => {
  const reported = problemsOfFault(fault, results(verdicts), []).map(translate);
  expect(reported).toEqual(words.map((part) => expect.stringContaining(part)));
});

it('a line that should be refused is, and only the fault’s own lines count', () => {
  const seen = results({ 'bridge-exists': fail('bridge-missing') });
  const reported = (one: typeof fault & { refused?: true }, statuses: (typeof refused)[]) =>
    problemsOfFault(one, seen, statuses).map(translate);
  expect(reported(fault, [after])).toEqual([]);
  expect(reported(fault, [refused])).toEqual(['this line fails: ip link add br0 (no)']);
  expect(reported({ ...fault, refused: true }, [refused])).toEqual([]);
  expect(reported({ ...fault, refused: true }, [after])).toEqual(['every line succeeds, though one should be refused']);
});

it('looks at the own checks too, when a check of an earlier step is the one that names the fault', () => {
  const own = allChecks.filter(({ step }) => step === 'bridge');
  expect(checksAgainst(fault, own)).toEqual(['bridge-exists']);
  expect(checksAgainst({ ...fault, fails: { 'c1-running': 'x' } }, own)).toEqual([
    'c1-running',
    'bridge-exists',
    'bridge-up',
  ]);
});

it('right is a pass of everything', () => {
  const seen = results({ 'bridge-exists': pass, 'bridge-up': fail('bridge-down') });
  expect(problemsOfRight(seen).map(translate)).toEqual(['bridge-up says bridge-down']);
});

it('before its step a check fails, unless it says why it cannot; one that could not look has not failed', () => {
  const [causal, fixed] = [check('c1-reaches-c2'), check('c1-wget-c2')];
  expect(fixed.notCausal).toBeDefined();
  const seen = results({
    'c1-reaches-c2': pass,
    'c1-wget-c2': pass,
    'c2-reaches-c1': { verdict: 'error', cause: text('cli.interrupted') },
    'bridge-exists': pass,
  });
  expect(problemsOfEarly(seen, [causal, fixed, check('c2-reaches-c1')]).map(translate)).toEqual([
    'c1-reaches-c2 says pass before its step',
    'c2-reaches-c1 says error before its step',
  ]);
});
