import { unreachable } from '../../result.ts';
import type { Frame } from '../frame/frame.ts';
import type { Action, Effect, Update } from '../model/action.ts';
import { currentStep } from '../model/selectors.ts';
import { standing } from '../model/standing.ts';
import { type State, type Working, withoutMessage, withoutOverlay } from '../model/state.ts';
import { askedInTime } from './asking.ts';
import { command } from './command.ts';
import { effectDone } from './effect-results.ts';
import { typed } from './line-editor.ts';
import { enterHere, withEffects, withoutEffects } from './navigation.ts';
import { sessionEvent } from './session-events.ts';
import { terminalEvent } from './terminals.ts';

/**
 * The one reducer: pure, and shared by the screens and the plain line mode. `shown` gives the frame of this state; only what
 * moves on the screen asks for it.
 */
export function update(state: State, action: Action, shown: () => Frame): Update {
  const reduced = reduce(state, action, shown);
  const next = { ...reduced, state: askedInTime(withoutOldWords(state, reduced.state)) };
  const working = next.effects.find(changesLab);
  return working ? { ...next, state: { ...next.state, working: { type: working.type, step: working.step } } } : next;
}

/** What was said of a step is over once it stands otherwise; what is to be read in full stays. */
function withoutOldWords(before: State, after: State): State {
  const step = currentStep(after);
  if (!step || !after.message || after.message !== before.message || after.message.long) return after;
  if (currentStep(before)?.id !== step.id) return after;
  const [was, is] = [standing(before, step), standing(after, step)];
  return was.tone === is.tone && was.text.id === is.text.id ? after : withoutMessage(after);
}

const changesLab = (effect: Effect): effect is Effect & Working =>
  effect.type === 'run' || effect.type === 'undo' || effect.type === 'solve';

function reduce(state: State, action: Action, shown: () => Frame): Update {
  // Nothing goes on from there but leaving: what still comes in would only cover it.
  if (state.screen.type === 'bug' && action.type !== 'command' && action.type !== 'resized')
    return withoutEffects(state);
  switch (action.type) {
    case 'session': {
      const next = sessionEvent(state, action.event);
      const ready = action.event.type === 'lab-up' && next.screen.type === 'starting';
      // The session still checks what was claimed; the first look at the step itself follows when `start` comes back.
      return withoutEffects(ready ? withWarning(enterHere(next).state) : next);
    }
    case 'terminal':
      return terminalEvent(state, action.event);
    case 'command':
      return command(state, action.command, shown);
    case 'go-to':
      return withEffects(withoutOverlay(state), { type: 'go-to', step: action.step });
    case 'typed':
      return withoutEffects(type(state, action.text));
    case 'resized':
      return withoutEffects({ ...state, columns: action.columns, rows: action.rows });
    case 'effect-done':
      return effectDone(settled(state, action.effect), action.effect, action.ok);
    case 'bug':
      return withoutEffects({ ...state, screen: { type: 'bug', message: action.message } });
    default:
      return unreachable(action);
  }
}

/** What the lab had to say while it came up would be gone with the screen that said it. */
function withWarning(state: State): State {
  const last = state.lab.warnings.at(-1);
  return last ? { ...state, message: { tone: 'info', text: last, long: true } } : state;
}

function type(state: State, text: string): State {
  if (state.screen.type !== 'step' || state.screen.mode.type !== 'edit') return state;
  return { ...state, screen: { ...state.screen, mode: typed(state.screen.mode, text) } };
}

/** What was asked for came back: the lab may be changed again. */
function settled(state: State, effect: Effect): State {
  if (effect.type !== state.working?.type) return state;
  const { working: _working, ...rest } = state;
  return rest;
}
