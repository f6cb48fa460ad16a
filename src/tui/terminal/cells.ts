import type { IBufferCell, IBufferLine } from '@xterm/headless';
import type { Line, Paint, Span } from '../text/span.ts';
import { cellWidth, lineWidth, printable } from '../text/width.ts';

/** One row of a terminal as a line: the only way by which anything that a shell prints reaches the learner's terminal. */
export function rowLine(row: IBufferLine | undefined, columns: number, cell: IBufferCell, cursor?: number): Line {
  if (!row) return [];
  const painter = paintedRow();
  for (let x = 0; x < Math.min(columns, row.length); x++) {
    row.getCell(x, cell);
    const width = cell.getWidth();
    // The right half of a wide character.
    if (width === 0) continue;
    const fits = x + width <= columns;
    painter.add(fits ? shown(cell, width) : ' ', fits ? width : 1, paintOf(cell, x === cursor));
  }
  const line = painter.line();
  const expected = Math.min(columns, row.length);
  return lineWidth(line) === expected ? trimmed(line) : plainRow(row, expected, cell, cursor);
}

/** The row where characters join across cells and shift what follows: by its cells, in ASCII alone. */
function plainRow(row: IBufferLine, columns: number, cell: IBufferCell, cursor?: number): Line {
  const painter = paintedRow();
  for (let x = 0; x < columns; x++) {
    row.getCell(x, cell);
    const width = cell.getWidth();
    if (width === 0) continue;
    const chars = cell.isInvisible() ? ' ' : cell.getChars();
    const isPlain = chars.length === 1 && chars >= ' ' && chars <= '~';
    const fits = x + width <= columns ? width : 1;
    painter.add((isPlain ? chars : chars === '' ? ' ' : '?').padEnd(fits), fits, paintOf(cell, x === cursor));
  }
  return trimmed(painter.line());
}

/** What of a cell can be shown in as many cells; everything that could mean something to a terminal is gone. */
function shown(cell: IBufferCell, width: number): string {
  const chars = cell.getChars();
  if (chars === '' || cell.isInvisible()) return ' '.repeat(width);
  if (chars.length === 1 && chars >= ' ' && chars <= '~') return chars;
  // Joiners and variants of emoji make other widths of them in every terminal.
  const clean = printable(chars.replace(joiners, '')).slice(0, mostCodeUnits);
  if (cellWidth(clean) === width) return clean;
  const alone = String.fromCodePoint(clean.codePointAt(0) ?? 0x20);
  return cellWidth(alone) === width ? alone : '?'.padEnd(width);
}

/** Zero width space to joiner, word joiner, variation selectors. */
const joiners = /\u200b|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]/g;
const mostCodeUnits = 24;

const inAscii = (part: Span): Span => ({
  ...part,
  text: Array.from(part.text, (char) => (char >= ' ' && char <= '~' ? char : '?'.repeat(cellWidth(char)))).join(''),
});

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

function colour(palette: boolean, value: number): string {
  if (!palette) return `#${value.toString(16).padStart(6, '0')}`;
  if (value < 8) return names[value] ?? 'white';
  if (value === 8) return 'blackBright';
  return value < 16 ? `${names[value - 8] ?? 'white'}Bright` : `ansi256(${value})`;
}

function paintOf(cell: IBufferCell, cursor: boolean): Paint | undefined {
  if (!cursor && cell.isAttributeDefault()) return undefined;
  const inverse = (cell.isInverse() !== 0) !== cursor;
  return {
    ...(cell.isFgDefault() ? {} : { colour: colour(cell.isFgPalette(), cell.getFgColor()) }),
    ...(cell.isBgDefault() ? {} : { background: colour(cell.isBgPalette(), cell.getBgColor()) }),
    ...(cell.isBold() ? { bold: true } : {}),
    ...(cell.isDim() ? { dim: true } : {}),
    ...(cell.isItalic() ? { italic: true } : {}),
    ...(cell.isUnderline() ? { underline: true } : {}),
    ...(cell.isStrikethrough() ? { strike: true } : {}),
    ...(inverse ? { inverse: true } : {}),
  };
}

/** Joins neighbours that look alike. */
function paintedRow(): { add(text: string, cells: number, paint: Paint | undefined): void; line(): Line } {
  const parts: Span[] = [];
  let text = '';
  let width = 0;
  let paint: Paint | undefined;
  let key = '';
  const close = (): void => {
    const part: Span = paint ? { text, paint } : { text };
    // Characters that join with their neighbours (flags, Hangul in pieces) would shift what follows.
    if (text !== '') parts.push(cellWidth(text) === width ? part : inAscii(part));
    text = '';
    width = 0;
  };
  return {
    add(more, cells, next) {
      const nextKey = next ? JSON.stringify(next) : '';
      if (nextKey !== key) {
        close();
        [paint, key] = [next, nextKey];
      }
      text += more;
      width += cells;
    },
    line() {
      close();
      return parts;
    },
  };
}

/** Without the empty cells at its end. */
function trimmed(line: Line): Line {
  const last = line.at(-1);
  if (!last || last.paint) return line;
  const text = last.text.trimEnd();
  return text === '' ? line.slice(0, -1) : [...line.slice(0, -1), { text }];
}
