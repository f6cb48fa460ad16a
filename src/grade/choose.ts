import { type Course, type Lesson, type Step, stepsOf } from '../course/course.ts';
import { type Text, text } from '../i18n/text.ts';
import type { PlanStep, Points } from './grade.ts';
import type { PlanFile } from './plan-schema.ts';

/** A step that counts; weights in hundredths. */
export interface Chosen {
  readonly step: Step;
  readonly weight: number;
  readonly partial: PlanStep['partial'];
  readonly checks: readonly { readonly id: string; readonly weight: number }[];
}

/** What gets one part of all points, which is divided further within it: a step alone, or a lesson with a share of its own. */
export interface Unit {
  /** Hundredths. */
  readonly weight: number;
  /** Absent where nothing of it is for a goal. */
  readonly goal?: Goal;
  readonly steps: readonly Chosen[];
}

export interface Goal {
  readonly lesson: string;
  /** Of what the unit is worth, in hundredths of a percent: 1 to 10,000. */
  readonly part: number;
  readonly checks: readonly string[];
  /** Which its checks are of. */
  readonly steps: readonly string[];
}

type Entry = NonNullable<PlanFile['count']>[number];
type StepEntry = Extract<Entry, { step: string }>;
type LessonEntry = Extract<Entry, { lesson: string }>;
export type Complain = (path: readonly PropertyKey[], words: Text) => void;

interface Entries {
  readonly lessons: ReadonlyMap<string, { readonly entry: LessonEntry; readonly index: number }>;
  readonly steps: ReadonlyMap<string, { readonly entry: StepEntry; readonly index: number }>;
}

/** Of `Goal.part`: everything. */
export const wholePart = 10_000;

/** Half of what a lesson is worth is for what it is about, where a plan does not say otherwise. */
const goalsPart = '50%';

/** What counts, in the order of the course. Without a list every lesson has the same share. */
export function chooseUnits(file: PlanFile, course: Course, complain: Complain): readonly Unit[] {
  const everyLesson = course.lessons.map(({ id }): Entry => ({ lesson: id, share: 1 }));
  const entries = entriesOf(file.count ?? everyLesson, course, complain);
  return course.lessons.flatMap((lesson): readonly Unit[] => {
    const { entry, index = 0 } = entries.lessons.get(lesson.id) ?? {};
    const steps = lesson.steps.flatMap((step) => choose(step, entries, file.partial, complain));
    if (entry?.share === undefined) return steps.map((step) => ({ weight: step.weight, steps: [step] }));
    const goal = goalOf(lesson, entry.goal ?? goalsPart);
    if (entry.goal !== undefined && percentOf(entry.goal) > 0 && lesson.goal.length === 0)
      complain(['count', index, 'goal'], text('grade.plan.no-goal', { lesson: lesson.id }));
    const weight = hundredthsOf(entry.share) ?? 0;
    if (weight === 0 || (steps.length === 0 && !goal)) return [];
    return [{ weight, ...(goal ? { goal } : {}), steps: goal?.part === wholePart ? [] : steps }];
  });
}

function entriesOf(count: readonly Entry[], course: Course, complain: Complain): Entries {
  const lessons = new Map<string, { readonly entry: LessonEntry; readonly index: number }>();
  const steps = new Map<string, { readonly entry: StepEntry; readonly index: number }>();
  for (const [index, entry] of count.entries()) {
    if ('lesson' in entry) {
      const path = ['count', index, 'lesson'];
      if (!course.lessons.some(({ id }) => id === entry.lesson))
        complain(path, text('grade.plan.lesson-unknown', { lesson: entry.lesson }));
      if (lessons.has(entry.lesson)) complain(path, text('grade.plan.twice', { name: entry.lesson }));
      lessons.set(entry.lesson, { entry, index });
    } else {
      const path = ['count', index, 'step'];
      const step = stepsOf(course).find(({ id, lesson }) => entry.step === id || entry.step === `${lesson}/${id}`);
      if (!step) complain(path, text('grade.plan.step-unknown', { step: entry.step }));
      else if (steps.has(step.id)) complain(path, text('grade.plan.twice', { name: entry.step }));
      else steps.set(step.id, { entry, index });
    }
  }
  return { lessons, steps };
}

function choose(
  step: Step,
  { lessons, steps }: Entries,
  everywhere: PlanFile['partial'],
  complain: Complain,
): readonly Chosen[] {
  const own = steps.get(step.id);
  const lesson = lessons.get(step.lesson)?.entry;
  if (!own && !lesson) return [];
  const weight = hundredthsOf(own?.entry.weight ?? lesson?.weight) ?? 100;
  const partial = own?.entry.partial ?? lesson?.partial ?? everywhere ?? 'checks';
  const checks = checksOf(step, own, complain);
  return weight === 0 || checks.length === 0 ? [] : [{ step, weight, partial, checks }];
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

function goalOf({ id, goal, steps }: Lesson, percent: string): Goal | undefined {
  const part = Math.round(percentOf(percent) * 100);
  if (part === 0 || goal.length === 0) return undefined;
  const of = steps.filter(({ checks }) => checks.some((check) => goal.includes(check.id)));
  return { lesson: id, part, checks: goal, steps: of.map((step) => step.id) };
}

export const hundredthsOf = (value: number | undefined): Points | undefined =>
  value === undefined ? undefined : Math.round(value * 100);

/** `12.5%`. */
export const percentOf = (words: string): number => Number(words.slice(0, -1));
