import type { Course } from '../course/course.ts';
import type { Params } from '../course/params.ts';
import type { Plan, Student, Target, TargetLook } from '../grade/grade.ts';
import { stepsIn } from '../grade/plan.ts';
import type { Lookers } from './lookers.ts';
import type { Keeping } from './perform.ts';

/** Something that a grading can look at: a local lab here; a machine over ssh and an evidence file are others. */
export interface Gradable {
  readonly target: Target;
  /** Looks now. What cannot be seen is a look with its cause, never an exception. Ends soon after `signal`. */
  look(plan: Plan, signal: AbortSignal): Promise<TargetLook>;
}

/** A lab of this machine that is up; looked at as a machine elsewhere is. */
export function localLab(
  lookers: Lookers,
  name: string,
  { params }: Course,
  keep: Keeping,
  student?: Student,
): Gradable {
  const target: Target = { id: student?.id ?? name, ...(student ? { student } : {}), place: `lab ${name}` };
  return {
    target,
    look: async (plan, signal) =>
      (await lookers.perform({ kind: 'lab', steps: stepsIn(plan), target, name, params, keep }, signal)).look,
  };
}

/** Commands that a student handed in, run in a fresh lab of the grader's. */
export function handedIn(lookers: Lookers, target: Target, file: string, params: Params, keep: Keeping): Gradable {
  return {
    target,
    look: async (plan, signal) =>
      (await lookers.perform({ kind: 'rerun', steps: stepsIn(plan), target, file, params, keep }, signal)).look,
  };
}
