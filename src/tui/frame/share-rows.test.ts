import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareRows } from './share-rows.ts';

describe('rows of panes below each other', () => {
  const want = fc.record({ need: fc.nat(80), least: fc.integer({ min: 1, max: 8 }) });
  const wants = fc.array(want, { minLength: 1, maxLength: 4 });

  test('all rows are used, and no pane below the first has more than it needs', () => {
    fc.assert(
      fc.property(wants, fc.integer({ min: 0, max: 90 }), (all, rows) => {
        const heights = shareRows(
          rows,
          all,
          all.map((_, index) => index),
        );
        expect(heights.reduce((sum, one) => sum + one, 0)).toBe(rows);
        for (const [index, height] of heights.entries()) {
          expect(height).toBeGreaterThanOrEqual(0);
          if (index > 0) expect(height).toBeLessThanOrEqual(all[index]?.need ?? 0);
        }
      }),
    );
  });

  test('where all fit, all are shown; where they do not, nobody is squeezed below its least', () => {
    fc.assert(
      fc.property(wants, fc.integer({ min: 40, max: 90 }), (all, rows) => {
        const order = all.map((_, index) => index).toReversed();
        const heights = shareRows(rows, all, order);
        const fits = all.reduce((sum, { need }) => sum + need, 0) <= rows;
        for (const [index, { need, least }] of all.entries())
          expect(heights[index]).toBeGreaterThanOrEqual(fits ? need : Math.min(need, least));
      }),
    );
  });

  test('the first in the order gets what it needs before the others', () => {
    const wanting = [
      { need: 20, least: 5 },
      { need: 20, least: 5 },
    ];
    expect(shareRows(28, wanting, [0, 1])).toEqual([20, 8]);
    expect(shareRows(28, wanting, [1, 0])).toEqual([8, 20]);
  });
});
