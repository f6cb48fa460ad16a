import { text } from '../../i18n/text.ts';
import { unreachable } from '../../result.ts';
import type { Effect, Update } from '../model/action.ts';
import { whyNot } from '../model/availability.ts';
import { isTyping } from '../model/lines.ts';
import { currentStep, hereStep, isProved, stepAt } from '../model/selectors.ts';
import { type Message, type State, withoutMessage } from '../model/state.ts';
import { endAfter } from './end.ts';
import { enterHere, enterStep, firstLook, neighbour, withEffects, withoutEffects } from './navigation.ts';
import { notOpened } from './terminals.ts';
import { withWalk } from './walking.ts';

/** What follows when something that was asked of the session came back. */
export function effectDone(state: State, effect: Effect, ok: boolean): Update {
  switch (effect.type) {
    case 'run':
      return withoutEffects(state.runs[effect.step] ? judged(state, effect.step, true) : state);
    case 'check':
      return withoutEffects(
        effect.asked ? effect.steps.reduce((before, step) => judged(before, step, false), state) : state,
      );
    case 'undo':
      return withoutEffects(ok ? undone(state, effect.step) : state);
    case 'next':
      return ok ? moved(state, effect.step) : withoutEffects(notNow(state, 'next'));
    case 'skip':
      return ok ? moved(state, effect.step) : withoutEffects(notNow(state, 'skip'));
    case 'go-to': {
      const step = stepAt(state, effect.step);
      return ok && step
        ? enterStep(state, step)
        : withoutEffects({ ...state, message: { tone: 'info', text: text('ui.message.go-to-refused') } });
    }
    case 'solve':
      return solved(state, effect.step, ok);
    case 'start':
      return state.lab.state === 'up' ? started(state) : withoutEffects(state);
    case 'reset':
      return state.lab.state === 'up' ? enterHere(state) : withoutEffects(state);
    case 'trace':
      return withoutEffects(walked(state, effect.step, effect.check, ok));
    case 'terminal-open':
      return withoutEffects(ok ? state : notOpened(state, effect.id));
    case 'shell':
      return shellLeft(state, ok);
    case 'terminal-close':
    case 'terminal-type':
    case 'terminal-scroll':
    case 'take':
    case 'show-line':
    case 'hint':
    case 'decline':
    case 'looked':
    case 'predict':
    case 'cancel':
    case 'quit':
      return withoutEffects(state);
    default:
      return unreachable(effect);
  }
}

/** A shell of the lab was open: whoever is at a step that only looks has had their look. */
function shellLeft(state: State, ok: boolean): Update {
  const step = ok ? currentStep(state) : undefined;
  return step ? withEffects(state, { type: 'looked', step: step.id }) : withoutEffects(state);
}

/** The walk is shown where it was asked for, unless the learner has gone on meanwhile. */
function walked(state: State, step: string, check: string, ok: boolean): State {
  const { screen } = state;
  if (screen.type !== 'step' || screen.step !== step || !['read', 'walk'].includes(screen.mode.type)) return state;
  const walk = ok ? state.results[check]?.walk : undefined;
  if (walk) return withWalk(state, check, walk);
  return { ...state, message: { tone: 'info', text: text('ui.message.no-walk') } };
}

/** Why not, as the lab looks now: it may have changed since the key was pressed. */
const notNow = (state: State, command: 'next' | 'skip'): State => ({
  ...state,
  message: { tone: 'info', text: whyNot(state, command) ?? text('ui.message.refused') },
});

/** The learner asked for the verdict of this step: from now on what does not hold is a failure. */
function judged(state: State, id: string, ran: boolean): State {
  const step = stepAt(state, id);
  if (!step) return state;
  const { stopped: _stopped, ...rest } = withoutMessage(state);
  const stopped = ran && state.runs[id]?.state === 'failed';
  const attempted: State = {
    ...rest,
    ...(stopped ? { stopped: id } : {}),
    attempted: { ...state.attempted, [id]: true },
  };
  if (currentStep(state)?.id !== id) return attempted;
  // A failing line is explained where it failed; everything else where the verdicts are.
  const pane = stopped ? 'run' : ran && isProved(state, step) && !step.prediction ? state.pane : 'checks';
  return { ...attempted, pane };
}

function undone(state: State, id: string): State {
  const { [id]: _attempted, ...attempted } = state.attempted;
  const checks = new Set(stepAt(state, id)?.checks.map((check) => check.id));
  const before = Object.fromEntries(Object.entries(state.before).filter(([check]) => !checks.has(check)));
  return {
    ...state,
    attempted,
    before,
    message: { tone: 'info', text: text(isTyping(state) ? 'ui.message.undone-typing' : 'ui.message.undone') },
  };
}

function moved(state: State, from: string): Update {
  const step = stepAt(state, from);
  const end = step && endAfter(state, step);
  if (end) return withoutEffects(end);
  const after = step && neighbour(state, step, 1);
  if (!after) return withoutEffects({ ...state, screen: { type: 'finish' } });
  const here = hereStep(state);
  return enterStep(state, here && here.id !== from ? here : after);
}

function solved(state: State, to: string, ok: boolean): Update {
  const step = stepAt(state, to);
  if (!step) return withoutEffects(state);
  const shown = enterStep(state, step);
  // How the step stands is told by its verdicts; this only says what was done.
  const message: Message = { tone: 'info', text: text(ok ? 'ui.message.solved' : 'ui.message.not-solved') };
  const attempted = { ...shown.state.attempted, [to]: true as const };
  return { state: { ...shown.state, attempted, message, pane: 'checks' }, effects: shown.effects };
}

function started(state: State): Update {
  if (state.screen.type === 'starting' || state.screen.type === 'lab-failed') return enterHere(state);
  const step = currentStep(state);
  return step ? firstLook(state, step) : withoutEffects(state);
}
