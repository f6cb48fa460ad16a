import type { Line, Span } from './span.ts';
import { cellWidth, graphemes, lineWidth, printable } from './width.ts';

interface Cell {
  readonly char: string;
  readonly width: number;
  readonly from: Span;
}

export interface WrapOptions {
  /** Put before the first line. */
  readonly first?: Line;
  /** Put before every other line; as wide as `first` for a hanging indent. */
  readonly rest?: Line;
  /** Break between any two characters, as a terminal does, instead of between words. */
  readonly anywhere?: boolean;
  /** Keeps the spaces at a break, which prose has no use for: where a cursor may stand on any of them. */
  readonly keepSpaces?: boolean;
}

/** Breaks spans into lines of at most `width` cells. `\n` in a span ends a line. Always gives at least one line. */
export function wrap(spans: readonly Span[], width: number, options: WrapOptions = {}): readonly Line[] {
  const first = options.first ?? [];
  const rest = options.rest ?? first.map((part) => ({ text: ' '.repeat(cellWidth(part.text)) }));
  const whole = options.anywhere || options.keepSpaces;
  const out: Line[] = [];
  for (const row of hardLines(spans)) {
    let cells = toCells(row);
    do {
      const lead = out.length === 0 ? first : rest;
      // A prefix that leaves no room is dropped rather than overflowing the terminal.
      const usable = width - lineWidth(lead) >= 2 ? lead : [];
      const room = Math.max(1, width - lineWidth(usable));
      const end = options.anywhere ? fits(cells, room) : breakAt(cells, room);
      out.push([...usable, ...toSpans(cells.slice(0, end), !whole)]);
      cells = whole ? cells.slice(end) : dropSpaces(cells.slice(end));
    } while (cells.length > 0);
  }
  return out;
}

function hardLines(spans: readonly Span[]): readonly (readonly Span[])[] {
  const rows: Span[][] = [[]];
  for (const part of spans) {
    const [head = '', ...more] = part.text.split('\n');
    rows.at(-1)?.push({ ...part, text: head });
    for (const text of more) rows.push([{ ...part, text }]);
  }
  return rows;
}

/** Nothing that a terminal draws is wider; what claims to be (some joined symbols) would break every layout. */
const widest = 2;

const toCells = (spans: readonly Span[]): Cell[] =>
  spans.flatMap((from) =>
    graphemes(printable(from.text)).map((char) => {
      const width = cellWidth(char);
      return width > widest ? { char: '\ufffd', width: 1, from } : { char, width, from };
    }),
  );

function toSpans(cells: readonly Cell[], trim: boolean): Span[] {
  const out: { text: string; from: Span }[] = [];
  for (const cell of trim ? trimEnd(cells) : cells) {
    const last = out.at(-1);
    if (last && last.from === cell.from) last.text += cell.char;
    else out.push({ text: cell.char, from: cell.from });
  }
  return out.map(({ text, from }) => ({ ...from, text }));
}

function trimEnd(cells: readonly Cell[]): readonly Cell[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1]?.char === ' ') end--;
  return cells.slice(0, end);
}

function dropSpaces(cells: readonly Cell[]): Cell[] {
  let start = 0;
  while (cells[start]?.char === ' ') start++;
  return cells.slice(start);
}

/** How many cells fit into `room`; at least one, so that wrapping always gets on. */
function fits(cells: readonly Cell[], room: number): number {
  let used = 0;
  let count = 0;
  for (const cell of cells) {
    if (used + cell.width > room) break;
    used += cell.width;
    count++;
  }
  return Math.max(count, Math.min(1, cells.length));
}

/** The last good break within `room`, else the last possible one. */
function breakAt(cells: readonly Cell[], room: number): number {
  const most = fits(cells, room);
  if (most >= cells.length) return cells.length;
  for (let at = most; at > 0; at--) {
    if (mayBreak(cells[at - 1], cells[at])) return at;
  }
  return most;
}

// Punctuation that Chinese typesetting keeps off the start and the end of a line (GB/T 15834, "kinsoku").
const notFirst = /^[、。，．：；！？）」』】》〉”’…—%％)\]},.;:!?]/u;
const notLast = /[（「『【《〈“‘([{]$/u;
const wide = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

function mayBreak(before: Cell | undefined, after: Cell | undefined): boolean {
  if (!before || !after) return true;
  if (after.char === ' ') return true;
  if (notFirst.test(after.char) || notLast.test(before.char)) return false;
  if (before.char === ' ') return true;
  return wide.test(before.char) || wide.test(after.char);
}
