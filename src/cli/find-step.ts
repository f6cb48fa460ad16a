import { type Course, type Step, stepsOf } from '../course/course.ts';
import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { nearest } from './nearest.ts';
import { type Refusal, refusal } from './refuse.ts';

/** `LESSON/STEP`, or a step id (ids are unique in the course). An unknown one is refused with the nearest that there is. */
export function findStep(course: Course, name: string): Result<Step, Refusal> {
  const steps = stepsOf(course);
  const found = steps.find((step) => step.id === name || fullName(step) === name);
  if (found) return ok(found);
  const step = name.slice(0, 60);
  const best = nearest(
    step,
    steps.map((candidate) => (name.includes('/') ? fullName(candidate) : candidate.id)),
  );
  return err(
    refusal(
      best === undefined
        ? text('cli.unknown-step', { step })
        : text('cli.unknown-step-nearest', { step, nearest: best }),
    ),
  );
}

export function findSteps(course: Course, names: readonly string[]): Result<readonly Step[], Refusal> {
  const steps: Step[] = [];
  for (const name of names) {
    const found = findStep(course, name);
    if (!found.ok) return found;
    if (!steps.includes(found.value)) steps.push(found.value);
  }
  return ok(steps);
}

export const fullName = (step: Pick<Step, 'lesson' | 'id'>): string => `${step.lesson}/${step.id}`;
