import { readFileSync } from 'node:fs';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The closing line; `, N skipped` only when there are any. */
export const closingLine = (tally: Tally): string =>
  `${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''}`;

interface VitestReport {
  readonly success: boolean;
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/**
 * Reads vitest's JSON report. A run that failed without a failed test (a file that could not be loaded, an error outside
 * tests), that wrote no report or that ran no test at all counts as one failure.
 */
export function tallyOfReport(text: string | undefined, exitCode: number | null): Tally {
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(text) as VitestReport;
  const { numPassedTests: passed, numFailedTests } = report;
  const skipped = report.numTotalTests - passed - numFailedTests;
  const broken = exitCode !== 0 || !report.success || passed + numFailedTests === 0;
  return { passed, failed: numFailedTests === 0 && broken ? 1 : numFailedTests, skipped };
}

export function readReport(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
