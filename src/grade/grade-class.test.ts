import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disclose } from './disclose.ts';
import type { TargetLook } from './grade.ts';
import { gradeClass } from './grade-class.ts';
import { gradeTarget } from './grade-target.ts';
import { anyClass, course, lookOf, planOf, reasonText, roundOf } from './testing/examples.ts';

const plan = planOf({ count: [{ lesson: 'containers' }], pass: '50%' });
const classOf = (looks: readonly TargetLook[], own = plan) =>
  gradeClass(
    own,
    looks.map((look) => gradeTarget(own, course, look)),
    '2026-11-28T12:00:00Z',
  );
const good = (id: string): TargetLook =>
  lookOf(
    roundOf(() => 'pass'),
    id,
  );
const bad = (id: string): TargetLook =>
  lookOf(
    roundOf(({ id: check }) => (check === 'c1-running' ? 'fail' : 'pass')),
    id,
  );
const gone = (id: string): TargetLook => ({
  ...lookOf([], id),
  looked: false,
  cause: { code: 'unreachable', text: reasonText(id) },
});

test('who has no score counts in no average and no bar', () => {
  const { summary } = classOf([good('a'), bad('b'), gone('c')]);
  expect(summary).toMatchObject({ passed: 2, notPassed: 0, ungraded: 1 });
  expect(summary.scores).toEqual({ lowest: 100, median: 150, mean: 150, highest: 200 });
  expect(summary.distribution).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
  expect(summary.ungradedBecause).toEqual([{ target: 'c', code: 'unreachable', text: reasonText('c') }]);
  expect(classOf([gone('c')]).summary.scores).toBeUndefined();
});

test('where people are stuck is where they failed, not where they could not come', () => {
  const { summary } = classOf([bad('a'), bad('b'), good('c'), gone('d')], planOf({}));
  expect(summary.stuck[0]).toEqual({ lesson: 'containers', step: 'run-c1', failed: 2, notReached: 0 });
  expect(summary.stuck.slice(1).every(({ failed }) => failed === 0)).toBe(true);
  expect(summary.diagnoses).toMatchObject([{ example: { id: 'twin-address' }, targets: 2 }]);
});

test('machines, states and evidence that are the same collide, others do not', () => {
  const marked = (id: string, state: string, machine: string): TargetLook =>
    ({ ...good(id), marks: { state, machine } }) as TargetLook;
  const { collisions } = classOf([
    marked('a', '1', 'x'),
    marked('b', '1', 'y'),
    marked('c', '2', 'z'),
    good('d'),
  ]).summary;
  expect(collisions).toEqual([{ kind: 'state', targets: ['a', 'b'] }]);
});

test("another student's variant collides; a machine of nobody's only where somebody else has its variant too", () => {
  const owned = (id: string, owner: string, student?: string): TargetLook => {
    const look = good(id);
    return {
      ...look,
      target: { ...look.target, ...(student ? { student: { id: student } } : {}) },
      owner,
    } as TargetLook;
  };
  const of = (...looks: readonly TargetLook[]) => classOf(looks).summary.collisions;
  expect(of(owned('a', 'a', 'a'), owned('b', 'a', 'b'))).toEqual([{ kind: 'variant', target: 'b', owner: 'a' }]);
  expect(of(owned('vm1:22', 'a'))).toEqual([]);
  expect(of(owned('vm1:22', 'a'), owned('a', 'a', 'a'))).toEqual([{ kind: 'variant', target: 'vm1:22', owner: 'a' }]);
});

test('what progress claims beyond the plan is told, and costs nothing', () => {
  const own = planOf({ allowed: { hints: 2, skips: 0 } });
  const look = { ...good('a'), claimed: { done: 20, skipped: 1, hints: 3 } } as TargetLook;
  const graded = classOf([look], own);
  expect(graded.grades[0]).toMatchObject({ score: 10_000, outcome: 'passed' });
  const notes = [...disclose(graded, course, 'en').targets][0]?.notes ?? [];
  expect(notes).toHaveLength(3);
  expect(notes.join(' ')).toContain('more hints than the plan allows: 3, not 2');
  expect(notes.join(' ')).toContain('more skipped steps than the plan allows: 1, not 0');
});

test('everybody is in exactly one place of the summary', () => {
  fc.assert(
    fc.property(anyClass, ({ grades, summary }) => {
      const { passed, notPassed, ungraded, distribution, ungradedBecause, scores } = summary;
      expect(passed + notPassed + ungraded).toBe(grades.length);
      expect(distribution.reduce((all, count) => all + count, 0)).toBe(passed + notPassed);
      expect(ungradedBecause.map(({ target }) => target)).toEqual(
        grades.filter(({ outcome }) => outcome === 'ungraded').map(({ target }) => target.id),
      );
      if (scores)
        expect([scores.lowest, scores.median, scores.highest]).toEqual(
          [scores.lowest, scores.median, scores.highest].sort((a, b) => a - b),
        );
    }),
  );
});
