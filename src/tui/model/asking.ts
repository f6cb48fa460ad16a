import type { Step } from '../../course/course.ts';
import { owesAnswer } from '../../learn/acts.ts';
import type { Command } from './action.ts';
import { currentStep, hereStep, isBusy, isProved, isVeiled } from './selectors.ts';
import type { State } from './state.ts';

/** The step on the screen, while its question waits for the learner. */
export function owingStep(state: State): Step | undefined {
  const step = currentStep(state);
  return step && owesAnswer(step, state.progress) ? step : undefined;
}

/** The question has to come before this command: it acts, or would show what an act has brought about. */
export function asksFirst(state: State, name: Command): boolean {
  const step = owingStep(state);
  if (!step || isBusy(state) || state.lab.failure) return false;
  switch (name) {
    case 'answer':
      return true;
    case 'run':
    case 'edit':
    case 'shell':
      return state.lab.state === 'up';
    case 'next':
      return isVeiled(state, step) || isProved(state, step);
    case 'check':
    case 'trace':
    case 'hint':
      return isVeiled(state, step);
    default:
      return false;
  }
}

/** The picture belongs to the step that the learner is at, also while they look elsewhere. */
export function isPictureHeld(state: State): boolean {
  const step = hereStep(state);
  return step !== undefined && isVeiled(state, step);
}
