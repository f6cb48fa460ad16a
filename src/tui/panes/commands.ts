import type { Step } from '../../course/course.ts';
import { glyphs } from '../../text/glyphs.ts';
import { coveredLines, isTyping, standingOf } from '../model/lines.ts';
import type { State } from '../model/state.ts';
import { lineStatus } from '../model/status.ts';
import { translate } from '../model/words.ts';
import { type Line, type Span, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';

/** The command block of a step, with the state of each line where it ran as it stands; or covered, for who types it. */
export function commandLines(state: State, step: Step, width: number): readonly Line[] {
  if (isTyping(state)) return typedLines(state, step, width);
  const run = state.runs[step.id];
  return step.commands.flatMap((command, index) => {
    const line = run?.lines[index];
    // An edited or another block ran: its marks would be put beside the wrong commands.
    const status = line && line.command === command ? lineStatus(line) : undefined;
    const mark = status ? span(`${status.glyph} `, status.role) : span('$ ', 'muted');
    return oneLine([span(command, 'code')], mark, width);
  });
}

function typedLines(state: State, step: Step, width: number): readonly Line[] {
  if (step.commands.length === 0) return [];
  const [next] = coveredLines(state, step);
  const lines = step.commands.flatMap((command, index) => {
    const standing = standingOf(state, step, index);
    if (standing === 'covered') {
      const words = translate(state.lang, index === next ? 'ui.typing.next' : 'ui.typing.covered');
      return oneLine([span(words, 'muted')], span('▒ ', 'muted'), width);
    }
    const mark = standing === 'open' ? span('$ ', 'muted') : span(`${glyphs.pass} `, 'pass');
    const another = span(translate(state.lang, 'ui.typing.another'), 'muted');
    return [
      ...oneLine([span(command, 'code')], mark, width),
      ...(standing === 'another' ? oneLine([another], span('  '), width) : []),
    ];
  });
  const words = translate(state.lang, 'ui.typing.title', { asked: state.progress.shown?.[step.id] ?? 0 });
  return [...wrap([span(words, 'accent')], width), ...lines];
}

const oneLine = (words: Line, mark: Span, width: number): readonly Line[] =>
  wrap(words, width, { first: [{ text: '  ' }, mark], rest: [{ text: '      ' }] });
