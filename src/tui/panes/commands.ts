import type { Step } from '../../course/course.ts';
import type { State } from '../model/state.ts';
import { lineStatus } from '../model/status.ts';
import { type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';

/** The command block of a step, with the state of each line where it ran as it stands. */
export function commandLines(state: State, step: Step, width: number): readonly Line[] {
  const run = state.runs[step.id];
  return step.commands.flatMap((command, index) => {
    const line = run?.lines[index];
    // An edited or another block ran: its marks would be put beside the wrong commands.
    const status = line && line.command === command ? lineStatus(line) : undefined;
    const mark = status ? span(`${status.glyph} `, status.role) : span('$ ', 'muted');
    return wrap([span(command, 'code')], width, { first: [{ text: '  ' }, mark], rest: [{ text: '      ' }] });
  });
}
