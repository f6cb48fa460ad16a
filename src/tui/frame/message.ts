import { type Lang, text } from '../../i18n/text.ts';
import { modeOf } from '../model/keymap.ts';
import { brokenStep, currentStep, isBusy, nodesOf, stepAt, stepNumber } from '../model/selectors.ts';
import { standing } from '../model/standing.ts';
import type { Message, State } from '../model/state.ts';
import { toneGlyphs, toneRoles } from '../model/status.ts';
import { mostTabs } from '../model/terminal.ts';
import { translate, wordsIn } from '../model/words.ts';
import { clipLine } from '../text/clip.ts';
import { type Line, type Span, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';

/** An earlier step that no longer holds: named at once, wherever the learner is. */
export function bannerLines(state: State): readonly Line[] {
  const broken = brokenStep(state);
  if (!broken) return [];
  const where = `${stepNumber(state, broken.step)} ${broken.step.title}`;
  const words = translate(state.lang, 'ui.banner.broken', { step: where, check: broken.check.title });
  return shortLines(state, [span(words, 'fail')], span(' ✘ ', 'fail', { bold: true }));
}

/** What goes on, else what was just said, else how the step stands. */
export function messageOf(state: State): Message | 'busy' | undefined {
  if (modeOf(state) === 'terminal-node')
    return { tone: 'info', text: text('ui.terminal.where', { nodes: numberedNodes(state) }) };
  if (isBusy(state) || state.looking || state.lab.state === 'starting') return 'busy';
  if (state.message) return state.message;
  const step = currentStep(state);
  return step && ['step', 'terminal'].includes(modeOf(state)) ? standing(state, step) : undefined;
}

const numberedNodes = (state: State): string =>
  nodesOf(state)
    .slice(0, mostTabs)
    .map((node, index) => `${index + 1} ${node}`)
    .join('  ');

function busyWords(state: State): string {
  if (state.working?.type === 'solve') {
    const step = stepAt(state, state.running ?? state.progress.at ?? state.working.step);
    return translate(state.lang, 'ui.busy.solving', { step: step ? `${stepNumber(state, step)} ${step.title}` : '' });
  }
  // A run waits for a look, or for its turn to look, before and after its commands: the learner should know for what.
  if (state.running !== undefined) return translate(state.lang, 'ui.busy.running');
  if (state.lab.state === 'starting') {
    const phase = state.lab.phases.at(-1);
    return phase ? wordsIn(state.lang)(phase) : translate(state.lang, 'ui.busy.starting');
  }
  return translate(state.lang, 'ui.busy.looking');
}

export function messageLines(state: State, message: Message): readonly Line[] {
  const role = toneRoles[message.tone];
  const words = span(wordsIn(state.lang)(message.text), role === 'accent' ? 'text' : role);
  const rows = message.long ? Math.max(mostRows, Math.floor(state.rows / 3)) : mostRows;
  return shortLines(state, [words], span(` ${toneGlyphs[message.tone]} `, role), rows);
}

/** Rows of a message, unless it is a long one. */
export const mostRows = 2;

/** Wrapped to a few rows, so that the body keeps its room. */
function shortLines(state: State, words: Line, mark: Span, most = mostRows): readonly Line[] {
  const lines = wrap(words, state.columns, { first: [mark] });
  const rest = lines.slice(most - 1).flatMap((line, index) => (index === 0 ? line : [span(' '), ...line.slice(1)]));
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), clipLine(rest, state.columns)];
}

/** What the message row shows: work that goes on, which moves, or words that stand still. */
export type MessageRow =
  | { readonly type: 'busy'; readonly words: string; readonly lang: Lang }
  | { readonly type: 'words'; readonly lines: readonly Line[] };

export function messageRow(state: State): MessageRow {
  const message = messageOf(state);
  if (message === 'busy') return { type: 'busy', words: busyWords(state), lang: state.lang };
  return { type: 'words', lines: message ? messageLines(state, message) : [] };
}

/** Rows that the message takes; one is always kept, so that the screen does not jump. */
export const messageHeight = (row: MessageRow): number => (row.type === 'busy' ? 1 : Math.max(1, row.lines.length));
