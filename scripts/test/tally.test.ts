import { expect, test } from 'vitest';
import { add, closingLine, nothing, tallyOfReport } from './tally.ts';

const report = (passed: number, failed: number, total: number, success = failed === 0): string =>
  JSON.stringify({ success, numTotalTests: total, numPassedTests: passed, numFailedTests: failed });

test('counts passed, failed and skipped tests', () => {
  expect(tallyOfReport(report(3, 1, 6), 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test.each([
  ['no report was written', undefined, 1],
  ['no test ran', report(0, 0, 0), 0],
  ['every test was skipped', report(0, 0, 2), 0],
  ['a file could not be loaded', report(3, 0, 3, false), 1],
  ['vitest failed outside of tests', report(3, 0, 3), 1],
])('is a failure when %s', (_why, text, exitCode) => {
  expect(tallyOfReport(text, exitCode).failed).toBe(1);
});

test('the closing line names skipped tests only when there are any', () => {
  expect(closingLine(add(nothing, { passed: 2, failed: 0, skipped: 0 }))).toBe('2 passed, 0 failed');
  expect(closingLine({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped');
});
