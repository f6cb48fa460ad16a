import { type Course, stepsOf } from '../course/course.ts';
import { text } from '../i18n/text.ts';
import { type ContainerIdentities, lossesOf } from '../look/container-identities.ts';
import type { CheckResult } from '../verify/check.ts';
import { brokenSteps } from './armed.ts';
import { claimedSteps } from './progress.ts';
import type { Progress, SessionEvent } from './session.ts';

/**
 * A restart is told only where something that the learner had done hung on it; undefined: there is nothing to tell.
 * `atStart`: the learner comes back, so whatever does not hold any more is told, also when it was told before.
 */
export function lostSince(
  before: ContainerIdentities | undefined,
  now: ContainerIdentities,
  {
    course,
    progress,
    results,
    atStart,
  }: { course: Course; progress: Progress; results: readonly CheckResult[]; atStart: boolean },
): Extract<SessionEvent, { type: 'lost' }> | undefined {
  const steps = brokenSteps(course, progress, results);
  if (!before || steps.length === 0) return undefined;
  const losses = lossesOf(before, now);
  const [first, ...rest] = losses.length === 0 && atStart ? [text('learn.lost.meanwhile')] : losses;
  if (!first) return undefined;
  const why = rest.reduce((all, one) => text('learn.lost.both', { all, one }), first);
  const claimed = new Set(claimedSteps(progress));
  const ids = stepsOf(course).map(({ id }) => id);
  const to = ids.findLast((id) => claimed.has(id)) ?? ids[0] ?? '';
  return { type: 'lost', text: text('learn.lost', { why, count: steps.length }), steps, to };
}
