import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from './apportion.ts';

test('equal weights get equal parts, what is left over goes to the first', () => {
  expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(
    apportion(
      2700,
      Array.from({ length: 27 }, () => 100),
    ),
  ).toEqual(Array.from({ length: 27 }, () => 100));
});

test('no weight, no part', () => {
  expect(apportion(10, [0, 3, 0])).toEqual([0, 10, 0]);
  expect(() => apportion(10, [0, 0])).toThrow('nothing to divide by');
});

test('the parts are whole, add up, and are never a unit away from what is fair', () => {
  const weights = fc
    .array(fc.nat(100_000), { minLength: 1, maxLength: 60 })
    .filter((all) => all.some((one) => one > 0));
  fc.assert(
    fc.property(fc.nat(10_000_000), weights, (total, all) => {
      const parts = apportion(total, all);
      const sum = all.reduce((one, other) => one + other, 0);
      expect(parts.reduce((one, other) => one + other, 0)).toBe(total);
      for (const [index, part] of parts.entries()) {
        expect(Number.isInteger(part)).toBe(true);
        expect(Math.abs(part - (total * (all[index] ?? 0)) / sum)).toBeLessThan(1);
      }
    }),
  );
});
