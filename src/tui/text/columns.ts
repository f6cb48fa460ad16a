/** Cells between two columns. */
export const columnGap = 3;

/** Longer lines of prose are hard to follow. */
export const proseWidth = 84;

/** Widths of two columns side by side; where the cells are odd in number, the right one has one more. */
export function halves(width: number): readonly [left: number, right: number] {
  const left = Math.floor((width - columnGap) / 2);
  return [left, width - columnGap - left];
}
