import { type Course, stepsOf } from '../course/course.ts';
import { dependenciesOf } from '../course/graph.ts';
import { text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import type { CheckResult, Verdict } from '../verify/check.ts';
import type {
  CheckGrade,
  Grade,
  LateRule,
  Outcome,
  Plan,
  PlanStep,
  Points,
  StepGrade,
  Tally,
  TargetLook,
} from './grade.ts';

/**
 * The grade of one target. `course`: with this target's parameters, for the titles. The denominator is the plan's, whatever
 * could be looked at: what could not be is `ungraded`, and there is no score then.
 */
export function gradeTarget(plan: Plan, course: Course, look: TargetLook): Grade {
  const judged = look.looked ? settle(look.results) : new Map<string, CheckResult>();
  const cause = look.looked ? text('grade.not-looked-at') : look.cause.text;
  const titles = titlesOf(course);
  const steps = plan.steps.map((planned): StepGrade => {
    const checks = planned.checks.map(({ id, hidden }): CheckGrade => {
      const result = judged.get(id);
      return {
        id,
        title: titles.check(id),
        hidden: hidden && !plan.released,
        verdict: result?.verdict ?? { verdict: 'error', cause },
        ...(result?.walk ? { walk: result.walk } : {}),
      };
    });
    return {
      lesson: planned.lesson,
      step: planned.step,
      title: titles.step(planned),
      outcome: worst(checks),
      tally: tallyOf(planned, checks),
      checks,
      ...(planned.goalOf ? { goal: true } : {}),
    };
  });
  return { target: look.target, at: look.at, ...scoreOf(plan, steps, look.at), steps, ...restOf(look) };
}

function titlesOf(course: Course) {
  const translate = translator(course.lang);
  const steps = new Map(stepsOf(course).map((step) => [step.id, step.title]));
  const lessons = new Map(course.lessons.map(({ id, title }) => [id, title]));
  const checks = new Map(stepsOf(course).flatMap((step) => step.checks.map(({ id, title }) => [id, title] as const)));
  return {
    check: (id: string): string => checks.get(id) ?? id,
    step: ({ lesson, step, goalOf }: PlanStep): string =>
      goalOf ? translate(text('grade.goal', { lesson: lessons.get(lesson) ?? lesson })) : (steps.get(step) ?? step),
  };
}

/**
 * The verdicts by check. One that waits for a check that could not be looked at says so itself: nobody knows whether it
 * would hold. But where any check before it fails, it is not reached for certain, whatever else could not be looked at.
 */
function settle(results: readonly CheckResult[]): ReadonlyMap<string, CheckResult> {
  const known = new Map(results.map((result) => [result.check.id, result]));
  const checks = results.map(({ check }) => check);
  const settled = (result: CheckResult): Verdict => {
    if (result.verdict.verdict !== 'blocked') return result.verdict;
    const before = dependenciesOf(checks, [result.check]).flatMap(({ id }) => known.get(id) ?? []);
    const failed = before.filter(({ verdict }) => verdict.verdict === 'fail').map(({ check }) => check.id);
    const { by } = result.verdict;
    if (failed.length > 0) return { verdict: 'blocked', by: failed.includes(by) ? by : (failed[0] ?? by) };
    const unseen = before.find(({ verdict }) => verdict.verdict === 'error');
    return {
      verdict: 'error',
      cause:
        unseen?.verdict.verdict === 'error'
          ? text('grade.behind-error', { check: unseen.check.id, cause: unseen.verdict.cause })
          : text('grade.not-looked-at'),
    };
  };
  return new Map(results.map((result) => [result.check.id, { ...result, verdict: settled(result) }]));
}

const severity: readonly Outcome[] = ['fail', 'blocked', 'error'];

const worst = (checks: readonly CheckGrade[]): Outcome =>
  severity.find((outcome) => checks.some(({ verdict }) => verdict.verdict === outcome)) ?? 'pass';

const places = { pass: 'earned', fail: 'failed', blocked: 'notReached', error: 'ungraded' } as const;

function tallyOf({ max, partial, checks }: PlanStep, graded: readonly CheckGrade[]): Tally {
  const tally = { max, earned: 0, failed: 0, notReached: 0, ungraded: 0 };
  if (partial === 'none') tally[places[worst(graded)]] = max;
  else for (const [index, { verdict }] of graded.entries()) tally[places[verdict.verdict]] += checks[index]?.max ?? 0;
  return tally;
}

const parts = ['max', 'earned', 'failed', 'notReached', 'ungraded'] as const;

function totalOf(steps: readonly StepGrade[]): Tally {
  const total = { max: 0, earned: 0, failed: 0, notReached: 0, ungraded: 0 };
  for (const { tally } of steps) for (const part of parts) total[part] += tally[part];
  return total;
}

function scoreOf(
  plan: Plan,
  steps: readonly StepGrade[],
  at: string,
): Pick<Grade, 'outcome' | 'tally' | 'late' | 'score' | 'range'> {
  const tally = totalOf(steps);
  const { earned, ungraded } = tally;
  const days = plan.late ? daysLate(plan.late, at) : 0;
  const costOf = (points: Points): Points => (plan.late ? lateCost(plan.late, days, points) : 0);
  const late = { days, points: costOf(earned) };
  const atLeast = earned - late.points;
  if (ungraded > 0) {
    const most = earned + ungraded;
    return { outcome: 'ungraded', tally, late, range: { atLeast, atMost: most - costOf(most) } };
  }
  const outcome = atLeast >= plan.passMark ? 'passed' : 'not-passed';
  return { outcome, tally, late, score: atLeast, range: { atLeast, atMost: atLeast } };
}

const dayMs = 86_400_000;

/** Days that have begun since the hand-in was due. */
const daysLate = ({ due }: LateRule, at: string): number =>
  Math.max(0, Math.ceil((Date.parse(at) - Date.parse(due)) / dayMs));

/** Rounded down, in the student's favour. */
const lateCost = ({ perDay, atMost }: LateRule, days: number, points: Points): Points =>
  Math.floor((points * Math.round(Math.min(atMost, perDay * days) * 100)) / 10_000);

function restOf(look: TargetLook): Partial<Grade> {
  const evidence = look.evidence ? { evidence: look.evidence } : {};
  if (!look.looked) return { cause: look.cause, ...evidence };
  const { picture, marks, owner, claimed, notes } = look;
  return {
    ...evidence,
    ...(picture ? { picture } : {}),
    ...(marks ? { marks } : {}),
    ...(owner === undefined ? {} : { owner }),
    ...(claimed ? { claimed } : {}),
    ...(notes && notes.length > 0 ? { notes } : {}),
  };
}
