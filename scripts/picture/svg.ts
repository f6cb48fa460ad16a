import xterm from '@xterm/headless';
import { markup } from '../../src/text/markup.ts';

const palette = [
  '#1d2129', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#c8ccd4',
  '#7f8694', '#ff7b86', '#b0dd90', '#ffd68a', '#7cc3ff', '#dd9bf0', '#71d1de', '#ffffff',
]; // biome-ignore format: two rows of eight
const paper = '#14171c';
const ink = '#d7dae0';
const cell = { width: 8.4, height: 18 };
const margin = 14;

interface Run {
  readonly column: number;
  readonly cells: number;
  readonly text: string;
  readonly style: string;
}

/** A screen, as a terminal program prints it with its escape sequences, as an SVG of text in colours. */
export async function screenToSvg(screen: string, columns: number, rows: number, title: string): Promise<string> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(screen.trimEnd().replaceAll('\n', '\r\n'), resolve));
  const lines = Array.from({ length: rows }, (_, row) => runsOf(terminal, row, columns));
  terminal.dispose();
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = rows * cell.height + 2 * margin;
  const body = lines.flatMap((runs, row) => runs.map((run) => textOf(run, row))).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${markup(title)}</title>
<rect width="100%" height="100%" rx="8" fill="${paper}"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
${body}
</g>
</svg>
`;
}

function runsOf(terminal: xterm.Terminal, row: number, columns: number): readonly Run[] {
  const line = terminal.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let column = 0; line && column < columns; column += 1) {
    const one = line.getCell(column);
    const text = one?.getChars() ?? '';
    if (!one || text === '' || text === ' ') continue;
    const style = styleOf(one);
    const last = runs.at(-1);
    // A wide character stands for itself, so that one of another width in the viewer's font moves no neighbour.
    if (
      last &&
      one.getWidth() === 1 &&
      last.style === style &&
      last.column + last.cells === column &&
      last.text.length === last.cells
    )
      runs[runs.length - 1] = { ...last, cells: last.cells + 1, text: last.text + text };
    else runs.push({ column, cells: one.getWidth(), text, style });
  }
  return runs;
}

type Cell = NonNullable<ReturnType<NonNullable<ReturnType<xterm.Terminal['buffer']['active']['getLine']>>['getCell']>>;

function styleOf(one: Cell): string {
  const colour = one.isFgRGB() ? rgb(one.getFgColor()) : one.isFgPalette() ? indexed(one.getFgColor()) : ink;
  const parts = [`fill="${one.isInverse() ? paper : colour}"`];
  if (one.isBold()) parts.push('font-weight="bold"');
  if (one.isItalic()) parts.push('font-style="italic"');
  if (one.isDim()) parts.push('opacity="0.6"');
  if (one.isUnderline()) parts.push('text-decoration="underline"');
  return parts.join(' ');
}

const rgb = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;

/** The 256 colours: 16 of the palette, a cube of 6 x 6 x 6, 24 greys. */
function indexed(index: number): string {
  if (index < 16) return palette[index] ?? ink;
  if (index >= 232) return rgb((8 + (index - 232) * 10) * 0x010101);
  const level = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
  const cube = index - 16;
  return rgb((level(Math.floor(cube / 36)) << 16) | (level(Math.floor(cube / 6) % 6) << 8) | level(cube % 6));
}

function textOf({ column, cells, text, style }: Run, row: number): string {
  const x = (margin + column * cell.width).toFixed(1);
  const y = margin + row * cell.height + 13;
  const length = (cells * cell.width).toFixed(1);
  return `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" ${style}>${markup(text)}</text>`;
}
