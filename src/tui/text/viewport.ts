import type { Line } from './span.ts';

/** The part of a text that is shown, in rows: the first one, all that there are, and the room for them. */
export interface Viewport {
  readonly offset: number;
  readonly total: number;
  readonly height: number;
}

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The largest offset that still fills the room. */
export const lastOffset = ({ total, height }: Omit<Viewport, 'offset'>): number => Math.max(0, total - height);

export const hasMoreBelow = ({ offset, total, height }: Viewport): boolean => offset + height < total;

/** `↑ 30/64 ↓`: the last row shown, of how many; empty when everything is shown. */
export function moreMark(viewport: Viewport): string {
  const { offset, total, height } = viewport;
  if (total <= height) return '';
  const end = Math.min(total, offset + height);
  return `${offset > 0 ? '↑' : ' '} ${end}/${total} ${hasMoreBelow(viewport) ? '↓' : ' '}`;
}

/** `height` of the lines, with this row in the middle as far as possible. */
export function linesAround(lines: readonly Line[], row: number, height: number): readonly Line[] {
  const from = clamp(row - Math.floor(height / 2), 0, Math.max(0, lines.length - height));
  return lines.slice(from, from + Math.max(0, height));
}
