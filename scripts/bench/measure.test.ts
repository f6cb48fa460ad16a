import { expect, test } from 'vitest';
import { inTurns, median, percentile, ratio, table } from './measure.ts';

test('the median of an even number of values lies between the middle two', () => {
  expect(median([9, 1, 4])).toBe(4);
  expect(median([9, 1, 4, 2])).toBe(3);
});

test('ours and the floor are measured in turns', async () => {
  const order: string[] = [];
  const record = (who: string) => async (): Promise<number> => order.push(who);
  await inTurns(2, record('ours'), record('floor'));
  expect(order).toEqual(['floor', 'ours', 'floor', 'ours']);
});

test('a ratio above its limit is named in the table', () => {
  const text = table([
    ratio('boot', { ours: 300, floor: 100 }, 'ms', 1.5),
    ratio('round', { ours: 100, floor: 100 }, 'ms', 2),
  ]);
  expect(text).toMatch(/boot +300 ms +100 ms +3\.00x +<= 1\.5x +MISSED/);
  expect(text).toMatch(/round +.*1\.00x +<= 2x +ok/);
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect([50, 95, 99, 100].map((percent) => percentile(values, percent))).toEqual([100, 190, 198, 200]);
  expect(percentile([7], 95)).toBe(7);
});
