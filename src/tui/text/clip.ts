import type { Line, Span } from './span.ts';
import { cellWidth, graphemes, lineWidth, printable } from './width.ts';

const ellipsis = '…';

/** The longest start of a text that fits into `cells`; never cuts a character in half. */
export function clipText(text: string, cells: number): string {
  const clean = printable(text);
  if (cellWidth(clean) <= cells) return clean;
  if (cells <= 0) return '';
  let out = '';
  let used = 0;
  for (const char of graphemes(clean)) {
    const width = cellWidth(char);
    if (used + width > cells - 1) break;
    out += char;
    used += width;
  }
  return out + ellipsis;
}

/** A line cut to `cells`, with an ellipsis where something was cut. */
export function clipLine(line: Line, cells: number): Line {
  if (lineWidth(line) <= cells) return line;
  const out: Span[] = [];
  let left = cells;
  for (const part of line) {
    const width = cellWidth(part.text);
    // The last cell is kept for the ellipsis as long as more text follows.
    if (width < left) {
      out.push(part);
      left -= width;
      continue;
    }
    const cut = clipText(`${part.text}${width === left ? ' ' : ''}`, left);
    if (cut !== '') out.push({ ...part, text: cut });
    break;
  }
  return out;
}

/** A text filled with spaces up to `cells`, or cut to them. */
export function padText(text: string, cells: number): string {
  const cut = clipText(text, cells);
  return cut + ' '.repeat(Math.max(0, cells - cellWidth(cut)));
}

/** A line filled with spaces up to `cells`, or cut to them. */
export function padLine(line: Line, cells: number): Line {
  const cut = clipLine(line, cells);
  const missing = cells - lineWidth(cut);
  return missing > 0 ? [...cut, { text: ' '.repeat(missing) }] : cut;
}

/** Left and right part on one line; the left part gives way. */
export function spread(left: Line, right: Line, cells: number): Line {
  if (right.length === 0) return clipLine(left, cells);
  const rightPart = clipLine(right, cells);
  const room = cells - lineWidth(rightPart);
  return [...padLine(clipLine(left, Math.max(0, room - 1)), room), ...rightPart];
}
