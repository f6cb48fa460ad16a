import type { Tokens } from 'marked';
import { padLine } from '../text/clip.ts';
import type { Line, Span } from '../text/span.ts';
import { lineWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { inlineSpans } from './inline.ts';

const gap = '  ';
const narrowest = 4;

/** A table with wrapped cells; columns shrink in proportion when the terminal is narrow, and rows turn into a list when it is too narrow. */
export function tableLines(table: Tokens.Table, width: number): readonly Line[] {
  const head = table.header.map((cell) => inlineSpans(cell.tokens, { role: 'text', bold: true }));
  const body = table.rows.map((row) => row.map((cell) => inlineSpans(cell.tokens)));
  const count = head.length;
  const room = width - gap.length * (count - 1);
  if (room < count * narrowest) return stacked(head, body, width);
  const widths = columnWidths([head, ...body], room);
  const rule: Line = [{ text: widths.map((cells) => '─'.repeat(cells)).join(gap), role: 'muted' }];
  return [...rowLines(head, widths), rule, ...body.flatMap((row) => rowLines(row, widths))];
}

type Cells = readonly (readonly Span[])[];

function columnWidths(rows: readonly Cells[], room: number): readonly number[] {
  const natural = (rows[0] ?? []).map((_, column) => Math.max(1, ...rows.map((row) => lineWidth(row[column] ?? []))));
  const widths = [...natural];
  let surplus = widths.reduce((sum, cells) => sum + cells, 0) - room;
  // The widest column gives way first: short columns (names, flags) stay on one line.
  while (surplus > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 1) - 1;
    surplus--;
  }
  return widths;
}

function rowLines(row: Cells, widths: readonly number[]): readonly Line[] {
  const columns = widths.map((cells, index) => wrap(row[index] ?? [], cells));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    columns.flatMap((lines, index) => {
      const last = index === widths.length - 1;
      const cell = lines[at] ?? [];
      return last ? [...cell] : [...padLine(cell, widths[index] ?? 0), { text: gap }];
    }),
  );
}

const stacked = (head: Cells, body: readonly Cells[], width: number): readonly Line[] =>
  body.flatMap((row) =>
    row.flatMap((cell, index) =>
      wrap([...(head[index] ?? []), { text: ': ' }, ...cell], width, { first: [{ text: index === 0 ? '• ' : '  ' }] }),
    ),
  );
