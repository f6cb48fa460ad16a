import { readFile } from 'node:fs/promises';
import { allChecks } from '../../../checks/index.ts';
import type { Course } from '../../course/course.ts';
import type { Claimed, LookCause, Plan, Student, Target, TargetLook } from '../../grade/grade.ts';
import type { LabFailure } from '../../lab/lab.ts';
import { checksOfSteps } from '../../learn/armed.ts';
import { createLooker } from '../../learn/looker.ts';
import { parseProgress } from '../../learn/progress.ts';
import { progressPath } from '../../learn/progress-file.ts';
import type { Cli } from '../services.ts';

/** Something that a grading can look at: a local lab here; a machine over ssh and an evidence file are others. */
export interface Gradable {
  readonly target: Target;
  /** Looks now. What cannot be seen is a look with its cause, never an exception. Ends soon after `signal`. */
  look(plan: Plan, signal: AbortSignal): Promise<TargetLook>;
}

/** A lab of this machine that is up; the same look as `check`. */
export function localLab({ services }: Cli, name: string, course: Course, student?: Student): Gradable {
  const target: Target = { id: student?.id ?? name, ...(student ? { student } : {}), place: `lab ${name}` };
  const at = (): string => new Date().toISOString();
  const unseen = ({ code, text, mend }: LabFailure): TargetLook => {
    const cause: LookCause = { code, text, ...(mend === undefined ? {} : { mend }) };
    return { target, at: at(), looked: false, cause };
  };
  return {
    target,
    async look(plan, signal) {
      const lab = await services.lab(name, course.params);
      const checks = checksOfSteps(
        allChecks,
        plan.steps.map(({ step }) => step),
      );
      const looked = await createLooker(lab, course.params).look(checks, { signal });
      if (!looked.ok) return unseen(looked.error);
      const { results, picture, fingerprint } = looked.value;
      const claimed = await claimedIn(progressPath(await services.home(), name));
      return {
        target,
        at: at(),
        looked: true,
        results,
        params: course.params,
        ...(picture ? { picture } : {}),
        // Hashes the random addresses of the interfaces too.
        marks: { state: fingerprint },
        ...(claimed ? { claimed } : {}),
      };
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
