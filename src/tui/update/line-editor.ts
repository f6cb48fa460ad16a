import type { Command } from '../model/action.ts';
import type { StepMode } from '../model/state.ts';
import { graphemes, printable } from '../text/width.ts';

type Edit = Extract<StepMode, { type: 'edit' }>;

/** Starts editing a copy of the commands, with the cursor in the first one. */
export const startEdit = (lines: readonly string[]): Edit =>
  lines.length === 0 ? { type: 'edit', lines: [''], line: 0, cursor: 0 } : openLine({ type: 'edit', lines, line: 0 });

const chars = (edit: Edit): readonly string[] => graphemes(edit.lines[edit.line] ?? '');
const openLine = (edit: Edit): Edit => ({ ...edit, cursor: chars(edit).length });
const closeLine = ({ type, lines, line }: Edit): Edit => ({ type, lines, line });

function replace(edit: Edit, line: readonly string[], cursor: number): Edit {
  return { ...edit, lines: edit.lines.map((old, index) => (index === edit.line ? line.join('') : old)), cursor };
}

/** Typed or pasted text; a pasted line break becomes a space, so that one line stays one command. */
export function typed(edit: Edit, input: string): Edit {
  if (edit.cursor === undefined) return edit;
  const fresh = graphemes(printable(input.replace(/\r\n?|\n/g, ' ')));
  const old = chars(edit);
  const joined = graphemes([...old.slice(0, edit.cursor), ...fresh, ...old.slice(edit.cursor)].join(''));
  return replace(edit, joined, Math.min(joined.length, edit.cursor + fresh.length));
}

/** A key while a line is typed, or while a line is chosen. */
export function editCommand(edit: Edit, command: Command): Edit {
  return edit.cursor === undefined ? choosing(edit, command) : typing(edit, edit.cursor, command);
}

function choosing(edit: Edit, command: Command): Edit {
  const last = edit.lines.length - 1;
  switch (command) {
    case 'choose':
      return openLine(edit);
    case 'up':
      return { ...edit, line: Math.max(0, edit.line - 1) };
    case 'down':
      return { ...edit, line: Math.min(last, edit.line + 1) };
    case 'top':
    case 'page-up':
      return { ...edit, line: 0 };
    case 'bottom':
    case 'page-down':
      return { ...edit, line: last };
    default:
      return edit;
  }
}

function typing(edit: Edit, cursor: number, command: Command): Edit {
  const line = chars(edit);
  switch (command) {
    case 'choose':
    case 'close':
      return closeLine(edit);
    case 'up':
      return openLine({ ...edit, line: Math.max(0, edit.line - 1) });
    case 'down':
      return openLine({ ...edit, line: Math.min(edit.lines.length - 1, edit.line + 1) });
    case 'left':
      return { ...edit, cursor: Math.max(0, cursor - 1) };
    case 'right':
      return { ...edit, cursor: Math.min(line.length, cursor + 1) };
    case 'line-start':
      return { ...edit, cursor: 0 };
    case 'line-end':
      return { ...edit, cursor: line.length };
    case 'erase':
      return cursor === 0 ? edit : replace(edit, line.toSpliced(cursor - 1, 1), cursor - 1);
    case 'delete':
      return replace(edit, line.toSpliced(cursor, 1), cursor);
    case 'erase-line':
      return replace(edit, line.slice(cursor), 0);
    default:
      return edit;
  }
}
