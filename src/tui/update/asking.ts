import type { Step } from '../../course/course.ts';
import type { Command, Effect, Update } from '../model/action.ts';
import { isPictureHeld } from '../model/asking.ts';
import { modeOf } from '../model/keymap.ts';
import { currentStep, isBusy, isProved, isVeiled } from '../model/selectors.ts';
import { type AskedBefore, type State, withoutMessage } from '../model/state.ts';
import { clamp } from '../text/viewport.ts';
import { startEdit } from './line-editor.ts';
import { withEffects, withoutEffects } from './navigation.ts';
import { distance } from './scrolling.ts';
import { toTerminal } from './terminals.ts';

/** Puts the step's question on the screen; `name` is what the learner was about to do. */
export function ask(state: State, step: Step, name?: Command): State {
  const then = afterwards.find((one) => one === name);
  return {
    ...withoutMessage(state),
    pane: 'run',
    screen: { type: 'step', step: step.id, mode: { type: 'predict', option: 0, ...(then ? { then } : {}) } },
  };
}

const afterwards: readonly AskedBefore[] = ['run', 'edit', 'check', 'shell'];

/**
 * Somebody did the step elsewhere: its question comes up by itself, before anything of it is shown. What the question held back
 * is shown once it is settled.
 */
export function askedInTime(state: State): State {
  const open = isPictureHeld(state) ? state : withHeldPicture(state);
  const step = currentStep(open);
  // Who types in a shell is told, and asks for it: a question that came up by itself would take what they type for its answer.
  const reads = modeOf(open) === 'step';
  const due = step && reads && !isBusy(open) && open.putOff !== step.id && isVeiled(open, step);
  return due ? ask(open, step) : open;
}

function withHeldPicture(state: State): State {
  const { heldPicture, ...rest } = state;
  return heldPicture ? { ...rest, picture: heldPicture } : state;
}

type Asking = { readonly option: number; readonly then?: AskedBefore };

/** A key while the question is on the screen. */
export function predicting(state: State, step: Step, { option, then }: Asking, name: Command): Update {
  const last = (step.prediction?.options.length ?? 1) - 1;
  if (name === 'close') return withoutEffects({ ...reading(state), putOff: step.id });
  if (name === 'decline') return settled(state, step, then, { type: 'decline', step: step.id });
  const by = distance(name, last);
  if (by !== undefined) {
    const mode = { type: 'predict', option: clamp(option + by, 0, last), ...(then ? { then } : {}) } as const;
    return withoutEffects({ ...state, screen: { type: 'step', step: step.id, mode } });
  }
  const direct = /^option-(\d)$/.exec(name)?.[1];
  const chosen = direct === undefined ? option : Number(direct) - 1;
  if ((name !== 'choose' && direct === undefined) || chosen > last) return withoutEffects(state);
  return settled(state, step, then, { type: 'predict', step: step.id, option: chosen });
}

/** The question is out of the way: what the learner was about to do is done now. */
function settled(state: State, step: Step, then: AskedBefore | undefined, answer: Effect): Update {
  // The session has not noted the answer yet: the question must not come up once more.
  const closed: State = { ...reading(state), putOff: step.id };
  const next = then ? doIt[then](closed, step) : withoutEffects(shownAnswer(closed, step));
  return withEffects(next.state, answer, ...next.effects);
}

/** What came of the step stands beside what was expected. */
const shownAnswer = (state: State, step: Step): State =>
  isVeiled(state, step) || isProved(state, step) ? { ...state, pane: 'checks' } : { ...state, pane: 'lesson' };

/** What can be done at a step once its question is settled. */
export const doIt: { readonly [name in AskedBefore]: (state: State, step: Step) => Update } = {
  run: (state, step) => run(state, step),
  edit: (state, step) =>
    withoutEffects({
      ...withoutMessage(state),
      pane: 'run',
      screen: { type: 'step', step: step.id, mode: startEdit(step.commands) },
    }),
  check: (state, step) =>
    withEffects({ ...withoutMessage(state), pane: 'checks' }, { type: 'check', steps: [step.id], asked: true }),
  shell: (state, step) =>
    state.hasPanes && !state.lab.failure
      ? toTerminal(state)
      : withEffects(state, { type: 'shell' }, { type: 'check', steps: [step.id], asked: true }),
};

export function run(state: State, step: Step, edited?: readonly string[]): Update {
  const lines = edited?.filter((line) => line.trim() !== '');
  return withEffects(
    { ...withoutMessage(reading(state)), pane: 'run' },
    { type: 'run', step: step.id, ...(lines ? { commands: lines } : {}) },
  );
}

export const reading = (state: State): State =>
  state.screen.type === 'step' ? { ...state, screen: { ...state.screen, mode: { type: 'read' } } } : state;
