import { describe, expect, it } from 'vitest';
import { text } from '../i18n/text.ts';
import { type Check, type CheckResult, defineCheck, type Verdict } from '../verify/check.ts';
import { armedSteps, isProved, withBlockers } from './armed.ts';
import { markStep, noProgress } from './progress.ts';
import { course } from './testing/world.ts';

const check = (id: string, step: string, after: readonly string[] = []): Check =>
  defineCheck({ id, step, after, kind: 'state', needs: () => ({}), judge: () => ({ verdict: 'pass' }) });
const checks = [check('a', 'one'), check('b', 'two', ['a']), check('c', 'three', ['b']), check('d', 'three')];

const fail: Verdict = { verdict: 'fail', expected: text('cli.interrupted'), observed: text('cli.interrupted') };
const result = (of: Check | undefined, verdict: Verdict): CheckResult[] => (of ? [{ check: of, verdict, ms: 0 }] : []);

describe('what is armed', () => {
  it('is the step and every claimed one, in the order of the course', () => {
    const progress = markStep(markStep(noProgress, 'three', 'done'), 'two', 'skipped');
    expect(armedSteps(course, progress, ['one', 'nine'])).toEqual(['one', 'three']);
  });

  it('is proved by a pass for every check of the step', () => {
    const [step] = course.lessons[0]?.steps ?? [];
    if (!step) throw new Error('no step');
    const own = check('one-holds', 'one');
    expect(isProved(step, [{ check: own, verdict: { verdict: 'pass' }, ms: 0 }])).toBe(true);
    expect(isProved(step, [{ check: own, verdict: { verdict: 'blocked', by: 'x' }, ms: 0 }])).toBe(false);
    expect(isProved(step, [])).toBe(false);
  });

  it('shows what blocks, down to what fails', () => {
    const [a, b, c, d] = checks;
    const results = [
      ...result(a, fail),
      ...result(b, { verdict: 'blocked', by: 'a' }),
      ...result(c, { verdict: 'blocked', by: 'b' }),
      ...result(d, { verdict: 'pass' }),
    ];
    expect(withBlockers(new Set(['c']), results).map((one) => one.check.id)).toEqual(['a', 'b', 'c']);
    expect(withBlockers(new Set(['d']), results).map((one) => one.check.id)).toEqual(['d']);
  });
});
