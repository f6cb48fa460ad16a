import type { Line, Role, Span } from '../text/span.ts';
import { cellWidth, graphemes, printable } from '../text/width.ts';

interface Cell {
  /** Empty: the right half of the wide character before it. */
  readonly char: string;
  readonly role: Role;
  /** Arms of a box-drawing character: bits up 1, right 2, down 4, left 8. */
  readonly arms: number;
}

const empty: Cell = { char: ' ', role: 'text', arms: 0 };
export const up = 1;
export const right = 2;
export const down = 4;
export const left = 8;
const boxChars = ' ╵╶└╷│┌├╴┘─┴┐┤┬┼';

/** A grid of cells to draw on; lines that meet join, wide characters keep their two cells, nothing leaves the width. */
export class Canvas {
  readonly #width: number;
  readonly #rows: Cell[][] = [];

  constructor(width: number) {
    this.#width = width;
  }

  /** Writes text and returns the column after it; what does not fit is cut. */
  text(x: number, y: number, text: string, role: Role = 'text'): number {
    let column = x;
    for (const char of graphemes(printable(text))) {
      const width = cellWidth(char);
      if (width === 0) continue;
      if (column < 0 || column + width > this.#width) break;
      this.#put(column, y, { char, role, arms: 0 });
      if (width === 2) this.#put(column + 1, y, { char: '', role, arms: 0 });
      column += width;
    }
    return column;
  }

  /** Adds arms to the box-drawing character of a cell. */
  join(x: number, y: number, arms: number, role: Role): void {
    if (x < 0 || x >= this.#width) return;
    const all = (this.#row(y)[x]?.arms ?? 0) | arms;
    this.#put(x, y, { char: boxChars[all] ?? ' ', role, arms: all });
  }

  horizontal(x1: number, x2: number, y: number, role: Role): void {
    for (let x = x1; x <= x2; x++) this.join(x, y, (x > x1 ? left : 0) | (x < x2 ? right : 0), role);
  }

  vertical(x: number, y1: number, y2: number, role: Role, char?: string): void {
    for (let y = y1; y <= y2; y++) {
      if (char !== undefined && y > y1 && y < y2) this.#put(x, y, { char, role, arms: 0 });
      else this.join(x, y, (y > y1 ? up : 0) | (y < y2 ? down : 0), role);
    }
  }

  box(x1: number, y1: number, x2: number, y2: number, role: Role): void {
    this.horizontal(x1, x2, y1, role);
    this.horizontal(x1, x2, y2, role);
    this.vertical(x1, y1, y2, role);
    this.vertical(x2, y1, y2, role);
  }

  /** Everything that is on another canvas, from this cell on; what does not fit is cut. */
  paste(x: number, y: number, part: Canvas): void {
    part.#rows.forEach((row, down) => {
      row.forEach((cell, across) => {
        if (cell !== empty && x + across < this.#width) this.#put(x + across, y + down, cell);
      });
    });
  }

  lines(): readonly Line[] {
    return this.#rows.map((row) => {
      const spans: { text: string; role: Role }[] = [];
      for (const { char, role } of row) {
        const last = spans.at(-1);
        if (last && (last.role === role || char === '')) last.text += char;
        else spans.push({ text: char, role });
      }
      return trimmed(spans);
    });
  }

  #row(y: number): Cell[] {
    while (this.#rows.length <= y) this.#rows.push(Array.from({ length: this.#width }, () => empty));
    return this.#rows[y] ?? [];
  }

  #put(x: number, y: number, cell: Cell): void {
    const row = this.#row(y);
    // Overwriting half of a wide character leaves a space instead of the other half.
    if (row[x]?.char === '' && x > 0 && cell.char !== '') row[x - 1] = empty;
    if (row[x + 1]?.char === '' && cell.char !== '') row[x + 1] = empty;
    row[x] = cell;
  }
}

function trimmed(spans: Span[]): Line {
  while (spans.length > 0) {
    const last = spans.at(-1);
    const text = last?.text.trimEnd() ?? '';
    spans.pop();
    if (last && text !== '') {
      spans.push({ ...last, text });
      break;
    }
  }
  return spans;
}
