import type { Course } from '../course/course.ts';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { apportion } from './apportion.ts';
import { type Chosen, chooseUnits, type Goal, hundredthsOf, percentOf, type Unit, wholePart } from './choose.ts';
import { goalStep, type LateRule, type Plan, type PlanStep, type Points } from './grade.ts';
import type { PlanFile } from './plan-schema.ts';
import { type PlanProblem, problem, type ReadPlan } from './read-plan.ts';

/** What all is worth where a plan neither lists what counts nor says. */
const wholeTotal = 10_000;

/** Without a plan: the whole course, each lesson alike, half of it for its goal; and only all of it passes. */
export function wholeCourse(course: Course): Plan {
  const plan = resolvePlan({ file: { version: 1 }, lineOf: () => 1 }, course);
  if (!plan.ok) throw new Error('the whole course is always a plan');
  return plan.value;
}

/** Puts a plan file beside the course: all that counts with its points, or what the file names that is not there. */
export function resolvePlan({ file, lineOf }: ReadPlan, course: Course): Result<Plan, readonly PlanProblem[]> {
  const problems: PlanProblem[] = [];
  const complain = (path: readonly PropertyKey[], words: Text): void =>
    void problems.push(problem(lineOf(path), words));
  const units = chooseUnits(file, course, complain);
  const total = sum(units.map(({ weight }) => weight));
  if (total === 0 && problems.length === 0) complain(['count'], text('grade.plan.nothing'));
  const max = hundredthsOf(file.total) ?? (file.count ? total : wholeTotal);
  const passMark = passMarkOf(file.pass, max);
  if (passMark > max && total > 0) complain(['pass'], text('grade.plan.pass-above', { max: max / 100 }));
  const counted = new Set(units.flatMap(checkIds));
  for (const [index, id] of (file.hidden?.checks ?? []).entries())
    if (!counted.has(id)) complain(['hidden', 'checks', index], text('grade.plan.hidden-unknown', { check: id }));
  if (problems.length > 0) return err(problems);

  const shares = apportion(
    max,
    units.map(({ weight }) => weight),
  );
  const hidden = new Set(file.hidden?.checks);
  return ok({
    ...(file.title === undefined ? {} : { title: file.title }),
    steps: units.flatMap((unit, index) => stepsOfUnit(unit, shares[index] ?? 0, hidden)),
    max,
    passMark,
    ...(file.late ? { late: lateOf(file.late) } : {}),
    detail: file.detail ?? 'practice',
    released: file.hidden?.released ?? false,
    allowed: {
      ...(file.allowed?.hints === undefined ? {} : { hints: file.allowed.hints }),
      ...(file.allowed?.skips === undefined ? {} : { skips: file.allowed.skips }),
    },
  });
}

/** The steps of the course that a plan asks about. */
export const stepsIn = (plan: Plan): readonly string[] => [
  ...new Set(plan.steps.flatMap(({ step, goalOf }) => goalOf ?? [step])),
];

const checkIds = ({ goal, steps }: Unit): readonly string[] => [
  ...steps.flatMap(({ checks }) => checks.map(({ id }) => id)),
  ...(goal?.checks ?? []),
];

/** Its steps with their points, then its goal. */
function stepsOfUnit({ goal, steps }: Unit, share: Points, hidden: ReadonlySet<string>): readonly PlanStep[] {
  const part = goal ? (steps.length === 0 ? wholePart : goal.part) : 0;
  const [forGoal = 0, forSteps = 0] = apportion(share, [part, wholePart - part]);
  const weights = steps.map(({ weight }) => weight);
  const points = weights.length === 0 ? [] : apportion(forSteps, weights);
  return [
    ...points.flatMap((max, index) => {
      const chosen = steps[index];
      return chosen ? [stepPlan(chosen, max, hidden)] : [];
    }),
    ...(goal ? [goalPlan(goal, forGoal, hidden)] : []),
  ];
}

function stepPlan({ step, partial, checks }: Chosen, max: Points, hidden: ReadonlySet<string>): PlanStep {
  const parts = apportion(
    max,
    checks.map(({ weight }) => weight),
  );
  return {
    lesson: step.lesson,
    step: step.id,
    max,
    partial,
    checks: checks.map(({ id }, at) => ({ id, max: parts[at] ?? 0, hidden: hidden.has(id) })),
  };
}

/** One request of it that fails costs all of it, whatever single commands hold. */
function goalPlan({ lesson, checks, steps }: Goal, max: Points, hidden: ReadonlySet<string>): PlanStep {
  const parts = apportion(
    max,
    checks.map(() => 1),
  );
  return {
    lesson,
    step: goalStep,
    max,
    partial: 'none',
    checks: checks.map((id, at) => ({ id, max: parts[at] ?? 0, hidden: hidden.has(id) })),
    goalOf: steps,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Rounded up: who has the percentage has passed, who has less has not. */
function passMarkOf(pass: PlanFile['pass'], max: Points): Points {
  if (pass === undefined) return max;
  if (typeof pass === 'number') return hundredthsOf(pass) ?? max;
  return Math.ceil((max * Math.round(percentOf(pass) * 100)) / 10_000);
}

const lateOf = ({ due, perDay, atMost }: NonNullable<PlanFile['late']>): LateRule => ({
  due,
  perDay: percentOf(perDay),
  atMost: atMost === undefined ? 100 : percentOf(atMost),
});
