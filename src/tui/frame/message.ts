import { text } from '../../i18n/text.ts';
import { modeOf } from '../model/keymap.ts';
import { brokenStep, currentStep, isBusy, isProved, stepAt, stepNumber } from '../model/selectors.ts';
import type { Message, State } from '../model/state.ts';
import { toneGlyphs, toneRoles } from '../model/status.ts';
import { say, wordsIn } from '../model/words.ts';
import { clipLine } from '../text/clip.ts';
import { type Line, type Span, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';

/** An earlier step that no longer holds: named at once, wherever the learner is. */
export function bannerLines(state: State): readonly Line[] {
  const broken = brokenStep(state);
  if (!broken) return [];
  const where = `${stepNumber(state, broken.step)} ${broken.step.title}`;
  const words = say(state.lang, 'ui.banner.broken', { step: where, check: broken.check.title });
  return shortLines(state, [span(words, 'fail')], span(' ✘ ', 'fail', { bold: true }));
}

/** What goes on, else what was just said, else what to do next. */
export function messageOf(state: State): Message | 'busy' | undefined {
  if (isBusy(state) || state.looking || state.lab.state === 'starting') return 'busy';
  if (state.message) return state.message;
  const step = currentStep(state);
  if (!step || modeOf(state) !== 'step') return undefined;
  if (isProved(state, step)) return { tone: 'pass', text: text('ui.message.proved') };
  return { tone: 'info', text: text(state.runs[step.id] ? 'ui.message.not-proved' : 'ui.message.start') };
}

export function busyWords(state: State): string {
  if (state.working?.type === 'solve') {
    const step = stepAt(state, state.running ?? state.progress.at ?? state.working.step);
    return say(state.lang, 'ui.busy.solving', { step: step ? `${stepNumber(state, step)} ${step.title}` : '' });
  }
  // A run waits for a look that is going on: the learner should know for what.
  if (isBusy(state) && !(state.looking && state.running === undefined)) return say(state.lang, 'ui.busy.running');
  if (state.lab.state === 'starting') {
    const phase = state.lab.phases.at(-1);
    return phase ? wordsIn(state.lang)(phase) : say(state.lang, 'ui.busy.starting');
  }
  return say(state.lang, 'ui.busy.looking');
}

export function messageLines(state: State, message: Message): readonly Line[] {
  const role = toneRoles[message.tone];
  const words = span(wordsIn(state.lang)(message.text), role === 'accent' ? 'text' : role);
  const rows = message.long ? Math.max(mostRows, Math.floor(state.rows / 3)) : mostRows;
  return shortLines(state, [words], span(` ${toneGlyphs[message.tone]} `, role), rows);
}

const mostRows = 2;

/** Wrapped to a few rows, so that the body keeps its room. */
function shortLines(state: State, words: Line, mark: Span, most = mostRows): readonly Line[] {
  const lines = wrap(words, state.columns, { first: [mark] });
  const rest = lines.slice(most - 1).flatMap((line, index) => (index === 0 ? line : [span(' '), ...line.slice(1)]));
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), clipLine(rest, state.columns)];
}

/** Rows that the message takes; one is always kept, so that the screen does not jump. */
export function messageRows(state: State): number {
  const message = messageOf(state);
  return message === undefined || message === 'busy' ? 1 : messageLines(state, message).length;
}
