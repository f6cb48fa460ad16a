import { type Course, type Step, stepsOf } from '../course/course.ts';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { apportion } from './apportion.ts';
import type { LateRule, Plan, PlanStep, Points } from './grade.ts';
import type { PlanFile } from './plan-schema.ts';
import { type PlanProblem, problem, type ReadPlan } from './read-plan.ts';

/** Without a plan: the whole course, equal weights per step, and only all of it passes. */
export function wholeCourse(course: Course): Plan {
  const plan = resolvePlan({ file: { version: 1 }, lineOf: () => 1 }, course);
  if (!plan.ok) throw new Error('the whole course is always a plan');
  return plan.value;
}

/** Puts a plan file beside the course: every step that counts with its points, or what the file names that is not there. */
export function resolvePlan({ file, lineOf }: ReadPlan, course: Course): Result<Plan, readonly PlanProblem[]> {
  const problems: PlanProblem[] = [];
  const complain = (path: readonly PropertyKey[], words: Text): void =>
    void problems.push(problem(lineOf(path), words));
  const chosen = chooseSteps(file, course, complain);
  const total = sum(chosen.map(({ weight }) => weight));
  if (total === 0 && problems.length === 0) complain(['count'], text('grade.plan.nothing'));
  const max = hundredthsOf(file.total) ?? total;
  const passMark = passMarkOf(file.pass, max);
  if (passMark > max && total > 0) complain(['pass'], text('grade.plan.pass-above', { max: max / 100 }));
  const hidden = new Set(file.hidden?.checks);
  const counted = new Set(chosen.flatMap(({ checks }) => checks.map(({ id }) => id)));
  for (const [index, id] of (file.hidden?.checks ?? []).entries())
    if (!counted.has(id)) complain(['hidden', 'checks', index], text('grade.plan.hidden-unknown', { check: id }));
  if (problems.length > 0) return err(problems);

  const shares = apportion(
    max,
    chosen.map(({ weight }) => weight),
  );
  const steps = chosen.map(({ step, partial, checks }, index): PlanStep => {
    const share = shares[index] ?? 0;
    const parts = apportion(
      share,
      checks.map(({ weight }) => weight),
    );
    return {
      lesson: step.lesson,
      step: step.id,
      max: share,
      partial,
      checks: checks.map(({ id }, at) => ({ id, max: parts[at] ?? 0, hidden: hidden.has(id) })),
    };
  });
  return ok({
    ...(file.title === undefined ? {} : { title: file.title }),
    steps,
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

/** A step that counts; weights in hundredths. */
interface Chosen {
  readonly step: Step;
  readonly weight: number;
  readonly partial: PlanStep['partial'];
  readonly checks: readonly { readonly id: string; readonly weight: number }[];
}

type Entry = NonNullable<PlanFile['count']>[number];
type StepEntry = Extract<Entry, { step: string }>;
type LessonEntry = Extract<Entry, { lesson: string }>;
type Complain = (path: readonly PropertyKey[], words: Text) => void;

function chooseSteps(file: PlanFile, course: Course, complain: Complain): readonly Chosen[] {
  const lessons = new Map<string, LessonEntry>();
  const steps = new Map<string, { readonly entry: StepEntry; readonly index: number }>();
  for (const [index, entry] of (file.count ?? []).entries()) {
    if ('lesson' in entry) {
      const path = ['count', index, 'lesson'];
      if (!course.lessons.some(({ id }) => id === entry.lesson))
        complain(path, text('grade.plan.lesson-unknown', { lesson: entry.lesson }));
      if (lessons.has(entry.lesson)) complain(path, text('grade.plan.twice', { name: entry.lesson }));
      lessons.set(entry.lesson, entry);
    } else {
      const path = ['count', index, 'step'];
      const step = stepsOf(course).find(({ id, lesson }) => entry.step === id || entry.step === `${lesson}/${id}`);
      if (!step) complain(path, text('grade.plan.step-unknown', { step: entry.step }));
      else if (steps.has(step.id)) complain(path, text('grade.plan.twice', { name: entry.step }));
      else steps.set(step.id, { entry, index });
    }
  }
  return stepsOf(course).flatMap((step): readonly Chosen[] => {
    const own = steps.get(step.id);
    const entry = own?.entry ?? lessons.get(step.lesson);
    if (file.count && !entry) return [];
    const weight = hundredthsOf(own?.entry.weight ?? lessons.get(step.lesson)?.weight) ?? 100;
    const partial = own?.entry.partial ?? lessons.get(step.lesson)?.partial ?? file.partial ?? 'checks';
    const checks = checksOf(step, own, complain);
    return weight === 0 || checks.length === 0 ? [] : [{ step, weight, partial, checks }];
  });
}

function checksOf(
  step: Step,
  own: { readonly entry: StepEntry; readonly index: number } | undefined,
  complain: Complain,
): Chosen['checks'] {
  const weights = own?.entry.checks;
  if (!own || !weights) return step.checks.map(({ id }) => ({ id, weight: 100 }));
  for (const id of Object.keys(weights))
    if (!step.checks.some((check) => check.id === id))
      complain(['count', own.index, 'checks', id], text('grade.plan.check-unknown', { check: id, step: step.id }));
  return step.checks.flatMap(({ id }) => {
    const weight = hundredthsOf(weights[id]) ?? 0;
    return weight > 0 ? [{ id, weight }] : [];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const hundredthsOf = (value: number | undefined): Points | undefined =>
  value === undefined ? undefined : Math.round(value * 100);

const percentOf = (words: string): number => Number(words.slice(0, -1));

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
