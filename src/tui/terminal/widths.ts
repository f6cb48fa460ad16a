import { cellWidth } from '../text/width.ts';

/** Cells of one character alone, by the measure by which the rest of the screen is laid out. */
const known = new Map<number, 0 | 1 | 2>();
const keptWidths = 20_000;

export function codePointWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300) return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0) ? 0 : 1;
  let width = known.get(codePoint);
  if (width === undefined) {
    width = Math.min(2, cellWidth(String.fromCodePoint(codePoint))) as 0 | 1 | 2;
    if (known.size >= keptWidths) known.clear();
    known.set(codePoint, width);
  }
  return width;
}

/** Marks on top of one character: more are no writing, and would make one cell as long as what a program prints. */
const mostMarks = 8;

/**
 * How xterm.js is to put characters into cells. What it hands on between two characters is packed by its rule: whether the
 * character joins the one before (bit 0), its width (bits 1 and 2), and from there what we like, here how many have joined.
 */
export const widths = {
  version: 'bridgework',
  wcwidth: codePointWidth,
  charProperties(codePoint: number, before: number): number {
    const width = codePointWidth(codePoint);
    const [widthBefore, marks] = [(before >> 1) & 3, before >> 3];
    if (width > 0 || before === 0 || widthBefore === 0) return width << 1;
    return marks >= mostMarks ? 1 << 1 : ((marks + 1) << 3) | (widthBefore << 1) | 1;
  },
};
