import { expect, test } from 'vitest';
import type { FactRequest } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { err, ok } from '../result.ts';
import { readingsOf } from '../round/index.ts';
import { defaultParams as params } from '../testing/one-host/params.ts';
import { type Check, defineCheck, type Judgement } from './check.ts';
import { judge, needsOf } from './judge.ts';

const cause = text('facts.unreadable', { program: 'x' });
const fact = (key: string): FactRequest<string> => ({
  key,
  script: ':',
  phase: 'quick',
  parse: ({ stdout }) => (stdout === 'bad' ? err({ text: cause }) : ok(stdout)),
});
const readings = (outputs: { readonly [key: string]: string }) => {
  const seen = Object.entries(outputs).map(([key, stdout]) => [
    key,
    { stdout, stderr: '', exitCode: 0, ms: key.length },
  ]);
  return readingsOf({ nonce: 'feed', changed: false, fingerprint: '', observations: Object.fromEntries(seen) });
};
const failing: Judgement = { verdict: 'fail', expected: cause, observed: cause };

/** Passes when its fact says yes. */
const check = (id: string, after: readonly string[] = [], ...keys: readonly string[]): Check =>
  defineCheck({
    id,
    step: 'step',
    after,
    kind: 'state',
    needs: () => Object.fromEntries((keys.length > 0 ? keys : [id]).map((key) => [key, fact(key)])),
    judge: (seen) => (Object.values(seen).every((word) => word === 'yes') ? { verdict: 'pass' } : failing),
  });

const verdicts = (checks: readonly Check[], outputs: { readonly [key: string]: string }) =>
  Object.fromEntries(
    judge(checks, readings(outputs), params).map(({ check: { id }, verdict }) => [
      id,
      verdict.verdict === 'blocked' ? `blocked by ${verdict.by}` : verdict.verdict,
    ]),
  );

test('pass, fail, and blocked by the first cause, however long the chain', () => {
  const checks = [check('d', ['c']), check('c', ['b']), check('b', ['a']), check('a'), check('e', ['a', 'b'])];
  expect(verdicts(checks, { a: 'yes', b: 'no', c: 'yes', d: 'yes', e: 'yes' })).toEqual({
    a: 'pass',
    b: 'fail',
    c: 'blocked by b',
    d: 'blocked by b',
    e: 'blocked by b',
  });
});

test('a need that could not be read is an error with its cause; what depends on it is blocked', () => {
  const checks = [check('a', [], 'x', 'y'), check('b', ['a'])];
  const [first, second] = judge(checks, readings({ x: 'yes', y: 'bad', b: 'yes' }), params);
  expect([first?.verdict, second?.verdict]).toEqual([
    { verdict: 'error', cause },
    { verdict: 'blocked', by: 'a' },
  ]);
});

test('what is blocked is not judged, so an unreadable need of it is no error', () => {
  expect(verdicts([check('a'), check('b', ['a'])], { a: 'no', b: 'bad' })).toEqual({ a: 'fail', b: 'blocked by a' });
});

test('a dependency that is not asked for does not block', () => {
  expect(verdicts([check('b', ['a'])], { b: 'yes' })).toEqual({ b: 'pass' });
});

test('results come in the order of the checks, with the slowest look of each', () => {
  const results = judge(
    [check('b', ['a'], 'slow', 'x'), check('a')],
    readings({ a: 'yes', slow: 'yes', x: 'yes' }),
    params,
  );
  expect(results.map(({ check: { id }, ms }) => [id, ms])).toEqual([
    ['b', 4],
    ['a', 1],
  ]);
});

test('facts that several checks need are asked once', () => {
  const needs = needsOf([check('a', [], 'x', 'y'), check('b', [], 'y', 'z')], params);
  expect(needs.map(({ key }) => key)).toEqual(['x', 'y', 'z']);
});
