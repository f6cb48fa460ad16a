import { graphemes, printable } from './width.ts';

/**
 * What a command printed, as rows of harmless text. Understands what progress bars need (carriage return, backspace, cursor
 * moves, erase); colours and everything that could reach the learner's terminal (titles, clipboards, queries) are dropped.
 * ECMA-48 for the grammar of control sequences.
 */
export interface Printed {
  readonly rows: readonly string[];
  readonly row: number;
  /** Characters before the pen in its row. */
  readonly column: number;
  /** The start of a control sequence whose end has not arrived. */
  readonly pending: string;
  /** Rows that were dropped from the top. */
  readonly dropped: number;
}

export const storedRows = 1000;
export const nothingPrinted: Printed = { rows: [''], row: 0, column: 0, pending: '', dropped: 0 };

const maxColumns = 2000;
const token =
  /\u001b\[([0-?]*)[ -/]*([@-~])|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[ -/]*[0-OQ-WYZ\\`-~]|[\u0000-\u001a\u001c-\u001f\u007f-\u009f]|[^\u0000-\u001f\u007f-\u009f]+|\u001b/gy;
const unfinished = /\u001b(?:\[[0-?]*[ -/]*|[\]PX^_][^\u0007\u001b]*\u001b?|[ -/]*)?$/;
/** Longer than any honest sequence; a program that never ends one must not swallow its output. */
const maxPending = 4096;

/** Adds a chunk of terminal output; chunks may end anywhere. */
export function print(before: Printed, chunk: string): Printed {
  const input = before.pending + chunk;
  const cut = unfinished.exec(input);
  const pending = cut && cut[0].length < maxPending ? cut[0] : '';
  const complete = pending === '' ? input : input.slice(0, -pending.length);
  const pen = { rows: [...before.rows], row: before.row, column: before.column };
  for (const match of complete.matchAll(token)) {
    const [whole, params, final] = match;
    if (final !== undefined) control(pen, final, params ?? '');
    else if (whole.length === 1 && whole < ' ') move(pen, whole);
    else write(pen, printable(whole.startsWith('\u001b') ? '' : whole));
  }
  const surplus = Math.max(0, pen.rows.length - storedRows);
  return {
    rows: surplus > 0 ? pen.rows.slice(surplus) : pen.rows,
    row: Math.max(0, pen.row - surplus),
    column: pen.column,
    pending,
    dropped: before.dropped + surplus,
  };
}

interface Pen {
  rows: string[];
  row: number;
  column: number;
}

function move(pen: Pen, char: string): void {
  if (char === '\n') {
    pen.row++;
    pen.column = 0;
    if (pen.row >= pen.rows.length) pen.rows.push('');
  } else if (char === '\r') pen.column = 0;
  else if (char === '\b') pen.column = Math.max(0, pen.column - 1);
  else if (char === '\t') write(pen, ' '.repeat(8 - (pen.column % 8)));
}

function write(pen: Pen, text: string): void {
  if (text === '') return;
  const old = graphemes(pen.rows[pen.row] ?? '');
  const fresh = graphemes(text);
  const gap = Array.from({ length: Math.max(0, pen.column - old.length) }, () => ' ');
  const row = [...old.slice(0, pen.column), ...gap, ...fresh, ...old.slice(pen.column + fresh.length)];
  pen.rows[pen.row] = row.slice(0, maxColumns).join('');
  pen.column = Math.min(maxColumns, pen.column + fresh.length);
}

function control(pen: Pen, final: string, params: string): void {
  const count = Math.min(Number.parseInt(params, 10) || 1, maxColumns);
  if (final === 'A') pen.row = Math.max(0, pen.row - count);
  else if (final === 'B') pen.row = Math.min(pen.rows.length - 1, pen.row + count);
  else if (final === 'C') pen.column = Math.min(maxColumns, pen.column + count);
  else if (final === 'D') pen.column = Math.max(0, pen.column - count);
  else if (final === 'G') pen.column = count - 1;
  else if (final === 'K') eraseLine(pen, params);
  else if (final === 'J') eraseBelow(pen, params);
}

function eraseLine(pen: Pen, params: string): void {
  const row = pen.rows[pen.row] ?? '';
  if (params === '2') pen.rows[pen.row] = '';
  else if (params === '1') pen.rows[pen.row] = ' '.repeat(pen.column) + row.slice(pen.column);
  else pen.rows[pen.row] = row.slice(0, pen.column);
}

function eraseBelow(pen: Pen, params: string): void {
  // "Erase the whole display" would throw away what the learner wants to read back: only what is below goes.
  if (params !== '' && params !== '0') return;
  eraseLine(pen, '');
  pen.rows.length = pen.row + 1;
}

/** Rows without the empty ones that final newlines leave. */
export function printedRows(printed: Printed): readonly string[] {
  const end = printed.rows.findLastIndex((row) => row.trim() !== '');
  return printed.rows.slice(0, end + 1);
}
