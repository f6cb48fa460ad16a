import { expect, test } from 'vitest';
import { nothing, report, vacuous } from './tally.ts';

const outcomes = new Map([
  ['answered', 400],
  ['refused', 150],
  ['timeout', 300],
  ['no-route', 90],
  ['unreachable', 10],
]);
const run = { ...nothing, labs: 100, lines: 3500, fetches: 1000, agreed: 950, notEnough: 50, outcomes };

test('a run in which fetches end in all ways says something', () => expect(vacuous(run)).toEqual([]));

test.each([
  ['nothing was fetched', { ...nothing }, 5],
  ['everything times out', { ...run, outcomes: new Map([['timeout', 950]]) }, 4],
  ['trace says "not enough information" too often', { ...run, agreed: 900, notEnough: 100 }, 1],
  ['the kernel took few of the commands', { ...run, refused: 400 }, 1],
])('a run says little when %s', (_name, tally, complaints) => expect(vacuous(tally)).toHaveLength(complaints));

test('the report has the shares and both histograms', () => {
  const text = report({ ...run, reasons: new Map([['why', 50]]) }, 10);
  expect(text).toContain('not enough information  50 (5.00 %)');
  expect(text).toMatch(/ 400 {2}answered/);
  expect(text).toMatch(/ 50 {2}why/);
});
