import type { Step } from '../../course/course.ts';
import type { Effect, Update } from '../model/action.ts';
import { allSteps, brokenStep, currentStep, hereStep, isBusy } from '../model/selectors.ts';
import { type State, withoutMessage, withoutOverlay } from '../model/state.ts';

export const withoutEffects = (state: State): Update => ({ state, effects: [] });
export const withEffects = (state: State, ...effects: readonly Effect[]): Update => ({ state, effects });

/** Shows a step from its beginning, and has a first look at it when nobody looked yet. */
export function enterStep(state: State, step: Step): Update {
  const { putOff: _putOff, ...rest } = withoutMessage(withoutOverlay(state));
  const shown: State = {
    ...rest,
    screen: { type: 'step', step: step.id, mode: { type: 'read' } },
    pane: 'lesson',
    offsets: {},
    why: false,
  };
  return firstLook(shown, step);
}

export function firstLook(state: State, step: Step): Update {
  const known = step.checks.every((check) => state.results[check.id] !== undefined);
  if (known || state.lab.state !== 'up' || state.looking || isBusy(state)) return withoutEffects(state);
  return withEffects(state, { type: 'check', steps: [step.id], asked: false });
}

/** The step that the learner is at. */
export function enterHere(state: State): Update {
  const step = hereStep(state);
  return step ? enterStep(state, step) : withoutEffects(state);
}

/** The cursor stands on what needs the learner: the step that broke, else the one they are at. */
export function openMap(state: State): State {
  const here = brokenStep(state)?.step.id ?? currentStep(state)?.id ?? hereStep(state)?.id;
  const cursor = Math.max(
    0,
    allSteps(state).findIndex((step) => step.id === here),
  );
  return { ...withoutMessage(state), screen: { type: 'map', cursor } };
}

/** The neighbour of a step in the course's order. */
export function neighbour(state: State, step: Step, by: 1 | -1): Step | undefined {
  const steps = allSteps(state);
  return steps[steps.findIndex((other) => other.id === step.id) + by];
}
