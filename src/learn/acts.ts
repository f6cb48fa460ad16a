import type { Step } from '../course/course.ts';
import type { Progress } from './session.ts';

/** A question of a step that is still to be done, which the learner has neither answered nor put aside. */
export function owesAnswer({ id, prediction }: Step, { steps, predictions, declined }: Progress): boolean {
  const open = (steps[id] ?? 'todo') === 'todo';
  return open && prediction !== undefined && predictions[id] === undefined && !declined?.includes(id);
}

/** A step whose commands only look: it leaves nothing that could be undone, so its checks hold without anybody's doing. */
export const onlyLooks = ({ commands, undo }: Step): boolean => commands.length > 0 && undo.length === 0;

/** A step that only looks counts once somebody has answered its question, or has looked. */
export function owesLook(step: Step, { steps, predictions, looked }: Progress): boolean {
  const { id } = step;
  return onlyLooks(step) && steps[id] !== 'done' && predictions[id] === undefined && !looked?.includes(id);
}

/** Notes a step once in one of the lists that progress keeps. */
export function noted(progress: Progress, list: 'declined' | 'looked', step: string): Progress {
  const before = progress[list] ?? [];
  return before.includes(step) ? progress : { ...progress, [list]: [...before, step] };
}
