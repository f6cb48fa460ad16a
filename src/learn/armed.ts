import { type Course, type Step, stepsOf } from '../course/course.ts';
import type { CheckResult } from '../verify/check.ts';
import { claimedSteps } from './progress.ts';
import type { Progress } from './session.ts';

/** These steps and every claimed one, in the course's order: what a round must look at. */
export function armedSteps(course: Course, progress: Progress, steps: readonly string[]): readonly string[] {
  const wanted = new Set([...steps, ...claimedSteps(progress)]);
  return stepsOf(course).flatMap(({ id }) => (wanted.has(id) ? [id] : []));
}

/** True when the results hold a pass for every check of the step. */
export function isProved(step: Step, results: readonly CheckResult[]): boolean {
  const passed = new Set(results.flatMap(({ check, verdict }) => (verdict.verdict === 'pass' ? [check.id] : [])));
  return step.checks.every(({ id }) => passed.has(id));
}

/** Claimed steps that a look has found not to hold; in the course's order. */
export function brokenSteps(course: Course, progress: Progress, results: readonly CheckResult[]): readonly string[] {
  const failing = new Set(
    results.flatMap(({ check, verdict }) =>
      verdict.verdict === 'fail' || verdict.verdict === 'blocked' ? [check.step] : [],
    ),
  );
  return stepsOf(course).flatMap(({ id }) => (progress.steps[id] === 'done' && failing.has(id) ? [id] : []));
}

/** The results of these checks, and of the checks that block them: what a person must know to go on. */
export function withBlockers(wanted: ReadonlySet<string>, results: readonly CheckResult[]): readonly CheckResult[] {
  const byId = new Map(results.map((result) => [result.check.id, result]));
  const chosen = new Set<string>();
  const choose = (id: string): void => {
    const verdict = byId.get(id)?.verdict;
    if (!verdict || chosen.has(id)) return;
    chosen.add(id);
    if (verdict.verdict === 'blocked') choose(verdict.by);
  };
  for (const id of wanted) choose(id);
  return results.filter(({ check }) => chosen.has(check.id));
}
