import { expect, test } from 'vitest';
import { text } from '../i18n/text.ts';
import { type Check, type CheckResult, defineCheck, type Verdict } from '../verify/check.ts';
import { lookAgain, notSeenIn } from './look-again.ts';

const [one, two] = ['one', 'two'].map((id) =>
  defineCheck({ id, step: id, after: [], kind: 'state', needs: () => ({}), judge: () => ({ verdict: 'pass' }) }),
) as [Check, Check];
const error: Verdict = { verdict: 'error', cause: text('facts.not-looked') };

/** `two` is seen from this look on. */
function looking(from: number) {
  const looked: string[] = [];
  const look = async (checks: readonly Check[]): Promise<readonly CheckResult[]> => {
    looked.push(checks.map(({ id }) => id).join(' '));
    const verdict = (check: Check): Verdict => (check === two && looked.length < from ? error : { verdict: 'pass' });
    return checks.map((check) => ({ check, verdict: verdict(check), ms: looked.length }));
  };
  return { look, looked };
}

test('only what could not be seen is looked at again, and what was seen stays', async () => {
  const { look, looked } = looking(2);
  const results = await lookAgain(look, [one, two], notSeenIn);
  expect(results.map(({ verdict, ms }) => [verdict.verdict, ms])).toEqual([
    ['pass', 1],
    ['pass', 2],
  ]);
  expect(looked).toEqual(['one two', 'two']);
});

test('with what it hangs on, and three times at most', async () => {
  const { look, looked } = looking(9);
  const results = await lookAgain(look, [one, two], notSeenIn, () => [one, two]);
  expect(results.map(({ verdict }) => verdict.verdict)).toEqual(['pass', 'error']);
  expect(looked).toEqual(['one two', 'one two', 'one two']);
});
