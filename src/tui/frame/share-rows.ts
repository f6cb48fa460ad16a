/** Splits `rows`: at least `least` each (as far as needed and possible), then as needed in `order`; the rest to the first. */
export function shareRows(
  rows: number,
  wants: readonly { readonly need: number; readonly least: number }[],
  order: readonly number[],
): readonly number[] {
  let left = rows;
  const take = (wanted: number): number => {
    const taken = Math.max(0, Math.min(wanted, left));
    left -= taken;
    return taken;
  };
  const heights = wants.map(({ need, least }) => take(Math.min(need, least)));
  for (const index of order) {
    heights[index] = (heights[index] ?? 0) + take((wants[index]?.need ?? 0) - (heights[index] ?? 0));
  }
  heights[0] = (heights[0] ?? 0) + left;
  return heights;
}
