import type { Step } from '../../course/course.ts';
import { isTyping } from '../model/lines.ts';
import { currentStep } from '../model/selectors.ts';
import type { RunLine, State, StepMode } from '../model/state.ts';
import { lineStatus } from '../model/status.ts';
import { translate } from '../model/words.ts';
import { sections } from '../text/sections.ts';
import { type Line, span } from '../text/span.ts';
import { type Printed, printedRows } from '../text/terminal.ts';
import { graphemes } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { outcomeLines } from './outcome.ts';
import { questionLines } from './prediction.ts';

type Edit = Extract<StepMode, { type: 'edit' }>;

/** What the commands printed, line by line; or the question before them; or the copy that is being edited. */
export function runLines(state: State, width: number): readonly Line[] {
  const step = currentStep(state);
  if (!step || state.screen.type !== 'step') return [];
  const { mode } = state.screen;
  if (mode.type === 'predict') return questionLines(state, step, mode.option, width);
  if (mode.type === 'edit') return editLines(state, mode, width);
  const shown = state.running !== undefined && state.runs[state.running] ? state.running : step.id;
  const run = state.runs[shown];
  if (!run) return notRun(state, step, width);
  return run.lines.flatMap((line) => oneLine(state, line, width));
}

function notRun(state: State, step: Step, width: number): readonly Line[] {
  // They are in the lesson, as far as they are uncovered.
  if (isTyping(state)) return wrap([span(translate(state.lang, 'ui.run.typing'), 'muted')], width);
  const idle: Line[] = step.commands.flatMap((command) => [...commandHead('$ ', 'muted', command, width)]);
  const words = step.commands.length === 0 ? 'ui.run.no-commands' : 'ui.run.idle';
  return sections([idle, wrap([span(translate(state.lang, words), 'muted')], width)]);
}

const commandHead = (mark: string, role: 'muted' | 'accent', command: string, width: number): readonly Line[] =>
  wrap([span(command, 'code')], width, { first: [span(mark, role)], rest: [{ text: '    ' }] });

function oneLine(state: State, line: RunLine, width: number): readonly Line[] {
  const status = lineStatus(line);
  const head = wrap([span(line.command, 'code')], width, {
    first: [span(`${status.glyph} `, status.role)],
    rest: [{ text: '    ' }],
  });
  const output = outputLines(line.printed, width);
  return [...head, ...output, ...outcomeLines(state, line, width)];
}

const drawn = new WeakMap<Printed, Map<number, readonly Line[]>>();

/** Output never changes once printed, so its lines are stored with it: wrapping a thousand rows for each key would be felt. */
function outputLines(printed: Printed, width: number): readonly Line[] {
  const widths = drawn.get(printed) ?? new Map<number, readonly Line[]>();
  drawn.set(printed, widths);
  let lines = widths.get(width);
  if (!lines) {
    lines = printedRows(printed).flatMap((row) =>
      wrap([span(row)], width, { first: [span('│ ', 'muted')], rest: [span('│ ', 'muted')], anywhere: true }),
    );
    widths.set(width, lines);
  }
  return lines;
}

function editLines(state: State, mode: Edit, width: number): readonly Line[] {
  const typing = mode.cursor !== undefined;
  const lines = mode.lines.flatMap((command, index) => {
    const here = index === mode.line;
    const mark = span(here ? '▸ ' : '  ', 'accent');
    if (!here || !typing)
      return wrap([span(command, 'code', { bold: here })], width, { first: [mark], rest: [{ text: '    ' }] });
    const { before, at, after } = cursorParts(mode);
    return wrap([span(before, 'code'), span(at, 'selected'), span(after, 'code')], width, {
      first: [mark],
      rest: [{ text: '    ' }],
      keepSpaces: true,
    });
  });
  const title = wrap([span(translate(state.lang, 'ui.edit.title'), 'accent', { bold: true })], width);
  return sections([
    title,
    lines,
    wrap([span(translate(state.lang, typing ? 'ui.edit.typing' : 'ui.edit.choosing'), 'muted')], width),
  ]);
}

/** The line that is typed in three parts: the cursor stands on `at`. */
function cursorParts({ lines, line, cursor }: Edit): {
  readonly before: string;
  readonly at: string;
  readonly after: string;
} {
  const characters = graphemes(lines[line] ?? '');
  const place = cursor ?? characters.length;
  return {
    before: characters.slice(0, place).join(''),
    at: characters[place] ?? ' ',
    after: characters.slice(place + 1).join(''),
  };
}
