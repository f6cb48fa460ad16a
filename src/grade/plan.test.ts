import { expect, test } from 'vitest';
import { allChecks } from '../../checks/index.ts';
import { stepsOf } from '../course/course.ts';
import { lintPlan } from './lint-plan.ts';
import { resolvePlan, wholeCourse } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { course, planOf } from './testing/examples.ts';
import { writePlan } from './write-plan.ts';

/** Line and message of everything wrong with a plan; none when it can be used. */
function complaints(source: string): readonly string[] {
  const read = readPlan(source);
  const plan = read.ok ? resolvePlan(read.value, course) : read;
  return plan.ok ? [] : plan.error.map(({ line, text }) => `${line} ${JSON.stringify(text)}`);
}

test('without a plan the whole course counts, each step alike, and all of it passes', () => {
  const plan = wholeCourse(course);
  expect(plan.steps.map(({ step }) => step)).toEqual(stepsOf(course).map(({ id }) => id));
  expect(new Set(plan.steps.map(({ max }) => max))).toEqual(new Set([100]));
  expect(plan.max).toBe(2700);
  expect(plan.passMark).toBe(2700);
});

test("a step's own entry is stronger than its lesson's, and only what is listed counts", () => {
  const plan = planOf({
    count: [
      {
        step: 'outside/masquerade',
        weight: 3,
        partial: 'none',
        checks: { 'masquerade-rule': 1, 'c1-reaches-outside': 2 },
      },
      { lesson: 'outside', weight: 0.5 },
      { step: 'talk-outside', weight: 0 },
    ],
  });
  expect(plan.steps.map(({ step, max, partial }) => [step, max, partial])).toEqual([
    ['forward-out', 50, 'checks'],
    ['forward-in', 50, 'checks'],
    ['masquerade', 300, 'none'],
  ]);
  expect(plan.steps[2]?.checks.map(({ id, max }) => [id, max])).toEqual([
    ['masquerade-rule', 100],
    ['c1-reaches-outside', 200],
  ]);
});

test('a total divides what the weights are worth, to the hundredth', () => {
  const plan = planOf({ total: 100 });
  expect(plan.max).toBe(10_000);
  expect(plan.steps.reduce((all, { max }) => all + max, 0)).toBe(10_000);
  for (const { max, checks } of plan.steps) expect(checks.reduce((all, check) => all + check.max, 0)).toBe(max);
});

test('the pass mark is rounded so that whoever has the percentage has passed', () => {
  expect(planOf({ pass: '60%' }).passMark).toBe(1620);
  expect(planOf({ pass: '33.33%', total: 10 }).passMark).toBe(334);
  expect(planOf({ pass: 12.5 }).passMark).toBe(1250);
});

test('the plan that init writes can be used, in every line', () => {
  const source = writePlan(course);
  expect(complaints(source)).toEqual([]);
  const all = source
    .replaceAll(/^# (late|hidden|allowed):$/gm, '$1:')
    .replaceAll(/^# {3}/gm, '  ')
    .replaceAll(/^ {2}# - step/gm, '  - step')
    .replaceAll(/^ {2}# {3}/gm, '    ');
  expect(complaints(all)).toEqual([]);
  expect(all).toMatch(/^late:\n {2}due:/m);
  expect(all).toMatch(/^ {2}- step: containers\/run-c1\n {4}weight: 3\n/m);
});

test.each([
  ['version: 2', '1', 'grade.plan.version'],
  ['version: 1\npass: 120%', '2', 'grade.plan.pass'],
  ['version: 1\npass: 28', '2', 'grade.plan.pass-above'],
  ['version: 1\npoints: 3', '2', 'grade.plan.unknown-key'],
  ['version: 1\ncount:\n  - lesson: outside\n  - lesson: inside', '4', 'grade.plan.lesson-unknown'],
  ['version: 1\ncount:\n  - step: hairpin/veth1', '3', 'grade.plan.step-unknown'],
  ['version: 1\ncount:\n  - step: veth1\n  - step: bridge-network/veth1', '4', 'grade.plan.twice'],
  [
    'version: 1\ncount:\n  - step: veth1\n    checks:\n      veth1-exists: 1\n      c1-lo-up: 1',
    '6',
    'grade.plan.check-unknown',
  ],
  ['version: 1\ncount:\n  - step: veth1\n    weight: -1', '4', 'grade.plan.weight'],
  ['version: 1\ncount:\n  - step: veth1\n    weight: .nan', '4', 'grade.plan.weight'],
  ['version: 1\ncount:\n  - step: veth1\n    weight: 0.001', '4', 'grade.plan.weight'],
  ['version: 1\ncount:\n  - lesson: outside\n    weight: 0', '3', 'grade.plan.nothing'],
  ['version: 1\ncount: []', '2', 'grade.plan.entries'],
  ['version: 1\nlate:\n  due: 2026-12-01 23:59\n  perDay: 10%', '3', 'grade.plan.due'],
  ['version: 1\nlate:\n  due: 2026-12-01T23:59:00\n  perDay: 10%', '3', 'grade.plan.due'],
  ['version: 1\nhidden:\n  checks: [no-such-check]', '3', 'grade.plan.hidden-unknown'],
  ['version: 1\ntitle: [', '2', 'grade.plan.yaml'],
  ['version: 1\nversion: 1', '2', 'grade.plan.yaml'],
  ['- 1', '1', 'grade.plan.shape'],
  [
    'a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]',
    '1',
    'grade.plan.yaml',
  ],
])('%j is refused at line %s', (source, line, id) => {
  const [first = ''] = complaints(source);
  expect(first).toMatch(new RegExp(`^${line} .*"${id}"`));
});

test('what can be used but is perhaps not meant', () => {
  const read = readPlan(
    'version: 1\npass: 0%\nlate:\n  due: 2026-12-01T00:00:00Z\n  perDay: 20%\n  atMost: 10%\ncount:\n  - step: bridge-show\n  - step: veth1',
  );
  if (!read.ok) throw new Error('a plan');
  const plan = resolvePlan(read.value, course);
  if (!plan.ok) throw new Error('a plan');
  expect(lintPlan(plan.value, read.value, allChecks).map(({ line, text }) => [line, text.id])).toEqual([
    [8, 'grade.lint.free'],
    [2, 'grade.lint.everyone'],
    [6, 'grade.lint.late'],
  ]);
});
