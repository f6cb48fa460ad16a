import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsOf } from '../course/course.ts';
import type { Check } from '../verify/check.ts';
import type { Grade } from './grade.ts';
import { gradeTarget } from './grade-target.ts';
import { wholeCourse } from './plan.ts';
import {
  anyClass,
  course,
  eachStepAlike,
  lookOf,
  type Outcome,
  planOf,
  reasonText,
  roundOf,
} from './testing/examples.ts';

const whole = eachStepAlike();
const hairpinSteps = new Set(stepsOf(course).flatMap(({ id, lesson }) => (lesson === 'hairpin' ? [id] : [])));
const only =
  (...ids: readonly string[]) =>
  (outcome: Outcome) =>
  (check: { readonly id: string }): Outcome =>
    ids.includes(check.id) ? outcome : 'pass';

describe('the grade of a target', () => {
  it('is full when all passes', () => {
    const grade = gradeTarget(whole, course, lookOf(roundOf(() => 'pass')));
    expect(grade).toMatchObject({ outcome: 'passed', score: 2700, range: { atLeast: 2700, atMost: 2700 } });
  });

  it('loses what fails, and what is behind it is not reached', () => {
    const grade = gradeTarget(whole, course, lookOf(roundOf(only('c1-running')('fail'))));
    const step = (id: string) => grade.steps.find((one) => one.step === id);
    expect(grade.outcome).toBe('not-passed');
    expect(step('run-c1')).toMatchObject({ outcome: 'fail', tally: { max: 100, failed: 34, notReached: 66 } });
    expect(step('eth0-to-c1')).toMatchObject({ outcome: 'blocked', tally: { notReached: 100, earned: 0 } });
    expect(step('run-c2')).toMatchObject({ outcome: 'pass', tally: { earned: 100 } });
  });

  it('has no score when a check could not be looked at, nor for what waits for that one', () => {
    const grade = gradeTarget(whole, course, lookOf(roundOf(only('c1-running')('error'))));
    expect(grade.outcome).toBe('ungraded');
    expect(grade.score).toBeUndefined();
    expect(grade.tally).toMatchObject({ failed: 0, notReached: 0 });
    expect(grade.tally.ungraded).toBeGreaterThan(100);
    const waiting = grade.steps.find(({ step }) => step === 'eth0-to-c1')?.checks[0]?.verdict;
    expect(waiting).toMatchObject({
      verdict: 'error',
      cause: { id: 'grade.behind-error', values: { check: 'c1-running' } },
    });
  });

  it('is not reached for certain where anything before it fails, whatever else could not be looked at', () => {
    // c1-reaches-c2 comes after both containers' cables; one cannot be looked at, the other is wrong.
    for (const [unseen, wrong] of [
      ['c1-running', 'c2-running'],
      ['c2-running', 'c1-running'],
    ]) {
      const results = roundOf(({ id }) => (id === unseen ? 'error' : id === wrong ? 'fail' : 'pass'));
      const grade = gradeTarget(whole, course, lookOf(results));
      const both = grade.steps
        .find(({ step }) => step === 'forward-bridge')
        ?.checks.find(({ id }) => id === 'c1-reaches-c2');
      expect(both?.verdict).toEqual({ verdict: 'blocked', by: wrong });
    }
  });

  it('is ungraded, not nothing and not full, when nothing could be seen', () => {
    const cause = { code: 'unreachable', text: reasonText('no route to host') };
    const grade = gradeTarget(whole, course, { ...lookOf([]), looked: false, cause });
    expect(grade).toMatchObject({
      outcome: 'ungraded',
      tally: { max: 2700, earned: 0, failed: 0, notReached: 0, ungraded: 2700 },
      range: { atLeast: 0, atMost: 2700 },
      cause,
    });
    expect(grade.score).toBeUndefined();
  });

  it('is ungraded where a counted check is missing from the look', () => {
    const results = roundOf(() => 'pass').filter(({ check }) => check.id !== 'bridge-up');
    expect(gradeTarget(whole, course, lookOf(results))).toMatchObject({ outcome: 'ungraded', tally: { ungraded: 50 } });
  });

  it('is not what stored progress says', () => {
    const look = { ...lookOf(roundOf(() => 'fail')), claimed: { done: 27, skipped: 0, hints: 0 } };
    expect(gradeTarget(whole, course, look).score).toBe(0);
  });

  it('takes all or nothing of a step where the plan says so', () => {
    const plan = planOf({ partial: 'none', count: [{ step: 'bridge' }, { step: 'veth1' }] });
    const of = (outcome: (check: { readonly id: string }) => Outcome): Grade =>
      gradeTarget(plan, course, lookOf(roundOf(outcome)));
    expect(of(only('bridge-up')('fail')).steps[0]?.tally).toMatchObject({ earned: 0, failed: 100 });
    expect(of(only('bridge-up')('error')).steps[0]?.tally).toMatchObject({ earned: 0, ungraded: 100 });
    // One check fails for certain: the step is lost, whatever the other is.
    const mixed = of(({ id }) => (id === 'bridge-exists' ? 'fail' : 'error'));
    expect(mixed.steps[0]?.tally).toMatchObject({ failed: 100, ungraded: 0 });
  });
});

describe('what a lesson is for', () => {
  const points = (outcome: (check: Check) => Outcome): number => {
    const { score = Number.NaN } = gradeTarget(wholeCourse(course), course, lookOf(roundOf(outcome)));
    return score / 100;
  };
  const goalOf = (grade: Grade, lesson: string) => grade.steps.find((one) => one.goal && one.lesson === lesson);

  it('is half of its share, and costs all of it when one request fails, whatever single commands hold', () => {
    expect(points(() => 'pass')).toBe(100);
    // A published port that leads to the wrong container: every rule is there.
    expect(points(({ id }) => (id === 'outside-reaches-port' ? 'fail' : 'pass'))).toBeLessThan(90);
    // c2 was never switched on.
    expect(points(({ id }) => (id.startsWith('c2-') ? 'fail' : 'pass'))).toBeLessThan(55);
    // Everything but lesson 4.
    expect(points(({ step }) => (hairpinSteps.has(step) ? 'fail' : 'pass'))).toBe(80);
    expect(points(() => 'fail')).toBe(0);
  });

  it('says which, is not reached where something before it fails, and has no score where nobody could look', () => {
    const of = (outcome: Outcome): Grade =>
      gradeTarget(wholeCourse(course), course, lookOf(roundOf(only('c1-running')(outcome))));
    expect(goalOf(of('fail'), 'outside')).toMatchObject({
      ...{ step: 'goal', outcome: 'blocked' },
      title: 'Goal: Reach the outside world',
      tally: { max: 1000, earned: 0, notReached: 1000 },
    });
    expect(goalOf(of('error'), 'outside')?.tally).toMatchObject({ earned: 0, ungraded: 1000 });
    expect(goalOf(of('pass'), 'outside')?.tally).toMatchObject({ earned: 1000 });
  });
});

describe('lateness', () => {
  const plan = planOf({
    count: [{ step: 'bridge', weight: 100 }],
    pass: '60%',
    late: { due: '2026-11-28T20:00:00+08:00', perDay: '10%', atMost: '45%' },
  });
  it.each([
    ['2026-11-28T12:00:00Z', 0, 10_000, 'passed'],
    ['2026-11-28T12:00:01Z', 1, 9000, 'passed'],
    ['2026-11-29T12:00:00Z', 1, 9000, 'passed'],
    ['2026-12-01T12:00:01Z', 4, 6000, 'passed'],
    ['2026-12-02T12:00:01Z', 5, 5500, 'not-passed'],
    ['2027-12-02T12:00:01Z', 370, 5500, 'not-passed'],
  ])('at %s it costs %i days', (at, days, score, outcome) => {
    const grade = gradeTarget(
      plan,
      course,
      lookOf(
        roundOf(() => 'pass'),
        'alice',
        at,
      ),
    );
    expect(grade).toMatchObject({ late: { days, points: 10_000 - score }, score, outcome });
  });

  it('leaves an ungraded range that holds every score that there could be', () => {
    const at = '2026-11-29T12:00:00Z';
    const grade = gradeTarget(plan, course, lookOf(roundOf(only('bridge-up')('error')), 'alice', at));
    expect(grade.range).toEqual({ atLeast: 4500, atMost: 9000 });
  });
});

it('every point of the denominator is in exactly one place, and a score is within its range', () => {
  fc.assert(
    fc.property(anyClass, ({ plan, grades }) => {
      for (const { tally, steps, late, score, range, outcome } of grades) {
        for (const { max, earned, failed, notReached, ungraded } of [tally, ...steps.map((step) => step.tally)])
          expect(earned + failed + notReached + ungraded).toBe(max);
        expect(tally.max).toBe(plan.max);
        for (const part of ['max', 'earned', 'failed', 'notReached', 'ungraded'] as const)
          expect(steps.reduce((all, step) => all + step.tally[part], 0)).toBe(tally[part]);
        expect(range.atLeast).toBeGreaterThanOrEqual(0);
        expect(range.atLeast).toBeLessThanOrEqual(range.atMost);
        expect(range.atMost).toBeLessThanOrEqual(plan.max);
        expect(score === undefined).toBe(tally.ungraded > 0);
        expect(outcome === 'ungraded').toBe(tally.ungraded > 0);
        if (score !== undefined) {
          expect(score).toBe(tally.earned - late.points);
          expect(outcome === 'passed').toBe(score >= plan.passMark);
        }
      }
    }),
  );
});
