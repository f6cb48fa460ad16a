import { readFile } from 'node:fs/promises';
import type { Course } from '../course/course.ts';
import type { Claimed, Plan, Student, Target, TargetLook } from '../grade/grade.ts';
import { checksOfSteps } from '../learn/armed.ts';
import { parseProgress } from '../learn/progress.ts';
import { progressPath } from '../learn/progress-file.ts';
import type { EvidenceStore } from './evidence/store.ts';
import type { Grader } from './grader.ts';
import { lookAtTarget } from './remote/look.ts';

/** Something that a grading can look at: a local lab here; a machine over ssh and an evidence file are others. */
export interface Gradable {
  readonly target: Target;
  /** Looks now. What cannot be seen is a look with its cause, never an exception. Ends soon after `signal`. */
  look(plan: Plan, signal: AbortSignal): Promise<TargetLook>;
}

/** A lab of this machine that is up; looked at as a machine elsewhere is. */
export function localLab(
  { home, lab, checks: all }: Grader,
  name: string,
  course: Course,
  store: EvidenceStore,
  student?: Student,
): Gradable {
  const target: Target = { id: student?.id ?? name, ...(student ? { student } : {}), place: `lab ${name}` };
  return {
    target,
    async look(plan, signal) {
      const place = await lab(name, course.params);
      const checks = checksOfSteps(
        all,
        plan.steps.map(({ step }) => step),
      );
      const look = await lookAtTarget({ target, place, checks, params: course.params, signal, store, now: Date.now });
      const claimed = look.looked ? await claimedIn(progressPath(await home(), name)) : undefined;
      return claimed ? { ...look, claimed } : look;
    },
  };
}

/** Only read, never mended: what the learner's own program does with a damaged file is none of a grader's business. */
async function claimedIn(file: string): Promise<Claimed | undefined> {
  const json = await readFile(file, 'utf8').catch(() => undefined);
  const parsed = json === undefined ? undefined : parseProgress(json);
  if (!parsed?.ok) return undefined;
  const states = Object.values(parsed.value.steps);
  const count = (state: (typeof states)[number]): number => states.filter((one) => one === state).length;
  const hints = Object.values(parsed.value.hints).reduce((all, one) => all + one, 0);
  return { done: count('done'), skipped: count('skipped'), hints };
}
