export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** The smallest value that is not below this percentage of all (nearest rank). */
export const percentile = (values: readonly number[], percent: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((percent / 100) * values.length) - 1)] ?? Number.NaN;

/** Runs ours and the floor in turns, so that whatever else the machine does falls on both; medians of what they return. */
export async function inTurns(
  times: number,
  ours: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ readonly ours: number; readonly floor: number }> {
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < times; turn += 1) {
    theirs.push(await floor());
    mine.push(await ours());
  }
  return { ours: median(mine), floor: median(theirs) };
}

/** Milliseconds that it takes. */
export async function clock(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly floor: string;
  /** What `ours` should stay below. */
  readonly aim: string;
  readonly ratio?: number;
  readonly good?: boolean;
}

/** Two measures of the same kind, as a ratio that should not exceed `limit`. */
export function ratio(what: string, measured: { ours: number; floor: number }, unit: string, limit?: number): Figure {
  const value = measured.ours / measured.floor;
  return {
    what,
    ours: `${measured.ours.toFixed(0)} ${unit}`,
    floor: `${measured.floor.toFixed(0)} ${unit}`,
    ratio: value,
    ...(limit === undefined ? { aim: '' } : { aim: `<= ${limit}x`, good: value <= limit }),
  };
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, ours, floor, ratio: value, aim, good }) => [
    what,
    ours,
    floor,
    value === undefined ? '' : `${value.toFixed(2)}x`,
    aim,
    good === undefined ? '' : good ? 'ok' : 'MISSED',
  ]);
  const all = [['', 'ours', 'floor', 'ratio', 'aim', ''], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
