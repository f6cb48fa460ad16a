import { expect, test } from 'vitest';
import { stepsOf } from '../course/course.ts';
import { translator } from '../i18n/translate.ts';
import { allChecks } from '../testing/one-host/course.ts';
import type { Plan } from './grade.ts';
import { lintPlan } from './lint-plan.ts';
import { resolvePlan, stepsIn, wholeCourse } from './plan.ts';
import { planLines } from './plan-lines.ts';
import { readPlan } from './read-plan.ts';
import { course, eachStepAlike, planOf } from './testing/examples.ts';
import { writePlan } from './write-plan.ts';

const worthOf = (plan: Plan, lesson: string): number =>
  plan.steps.reduce((sum, part) => sum + (part.lesson === lesson ? part.max : 0), 0);

/** Line and message of everything wrong with a plan; none when it can be used. */
function complaints(source: string): readonly string[] {
  const read = readPlan(source);
  const plan = read.ok ? resolvePlan(read.value, course) : read;
  return plan.ok ? [] : plan.error.map(({ line, text }) => `${line} ${JSON.stringify(text)}`);
}

test('without a plan the whole course counts, each lesson alike, half of it for its goal, and all of it passes', () => {
  const plan = wholeCourse(course);
  expect(plan.steps.flatMap(({ step, goalOf }) => (goalOf ? [] : [step]))).toEqual(stepsOf(course).map(({ id }) => id));
  const goals = plan.steps.filter(({ goalOf }) => goalOf);
  expect(goals.map(({ lesson, max, partial }) => [lesson, max, partial])).toEqual(
    course.lessons.map(({ id }) => [id, 1000, 'none']),
  );
  for (const { id } of course.lessons) expect(worthOf(plan, id)).toBe(2000);
  expect([plan.max, plan.passMark]).toEqual([10_000, 10_000]);
});

test('a plan that names weights knows no goals: each step what it says', () => {
  const plan = eachStepAlike();
  expect(plan.steps.map(({ step }) => step)).toEqual(stepsOf(course).map(({ id }) => id));
  expect(new Set(plan.steps.map(({ max }) => max))).toEqual(new Set([100]));
  expect([plan.max, plan.passMark]).toEqual([2700, 2700]);
});

test('shares are of lessons, weights within one of its steps, and a goal may be all or nothing of a share', () => {
  const plan = planOf({
    count: [
      { lesson: 'hostport', share: 6, goal: '75%' },
      { step: 'dnat-output', weight: 3 },
      { lesson: 'hairpin', share: 2, goal: '100%' },
      { lesson: 'outside', share: 1, goal: '0%' },
      { step: 'talk', weight: 0.5 },
    ],
  });
  expect(plan.max).toBe(950);
  expect(plan.steps.map(({ lesson, step, max }) => [`${lesson}/${step}`, max])).toEqual([
    ['bridge-network/talk', 50],
    ['outside/forward-out', 25],
    ['outside/forward-in', 25],
    ['outside/masquerade', 25],
    ['outside/talk-outside', 25],
    ['hostport/dnat-prerouting', 38],
    ['hostport/dnat-output', 112],
    ['hostport/goal', 450],
    ['hairpin/goal', 200],
  ]);
});

test('an entry that earns nothing is told', () => {
  const read = readPlan(
    'version: 1\ncount:\n  - lesson: hairpin\n    share: 1\n    goal: 100%\n  - step: talk-hairpin',
  );
  const plan = read.ok ? resolvePlan(read.value, course) : read;
  if (!read.ok || !plan.ok) throw new Error('a plan');
  expect(lintPlan(plan.value, read.value, allChecks).map(({ line, text }) => [line, text.id])).toEqual([
    [6, 'grade.lint.idle'],
  ]);
  const goalless = { ...course, lessons: course.lessons.map((lesson) => ({ ...lesson, goal: [] })) };
  const refused = resolvePlan(
    { file: { version: 1, count: [{ lesson: 'hairpin', share: 1, goal: '50%' }] }, lineOf: () => 4 },
    goalless,
  );
  expect(refused).toMatchObject({ ok: false, error: [{ line: 4, text: { id: 'grade.plan.no-goal' } }] });
  expect(wholeCourse(goalless).max).toBe(10_000);
});

test('a goal asks its own steps, though none of them counts for itself', () => {
  const plan = planOf({
    count: [{ lesson: 'hairpin', share: 1, goal: '100%' }],
    hidden: { checks: ['c1-reaches-port'] },
  });
  expect(stepsIn(plan)).toEqual(['dnat-bridge', 'masquerade-hairpin']);
  expect(plan.steps[0]?.checks).toContainEqual({ id: 'c1-reaches-port', max: 50, hidden: true });
});

test('what each thing is worth, and why, can be read', () => {
  const lines = planLines(planOf({ pass: '60%' }), course, translator('en'));
  expect(lines.slice(0, 3)).toEqual([
    'Container networks: 100 points, pass mark 60',
    '',
    '0. Two containers without a network: 20 points',
  ]);
  expect(lines.at(-2)).toMatch(/^ {6}10 {2}hairpin\/goal {2}Goal: /);
  expect(lines.at(-1)).toBe('          all of these, or nothing: c2-reaches-port, c1-reaches-port');
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
  expect(planOf({ pass: '60%' }).passMark).toBe(6000);
  expect(eachStepAlike({ pass: '60%' }).passMark).toBe(1620);
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
  ['version: 1\npass: 101', '2', 'grade.plan.pass-above'],
  ['version: 1\ncount:\n  - lesson: outside\n    share: 1\n    weight: 1', '5', 'grade.plan.share-weight'],
  ['version: 1\ncount:\n  - lesson: outside\n    goal: 50%', '4', 'grade.plan.goal-share'],
  ['version: 1\ncount:\n  - lesson: outside\n    share: -1', '4', 'grade.plan.share'],
  ['version: 1\ncount:\n  - lesson: outside\n    share: 1\n    goal: half', '5', 'grade.plan.percent'],
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
