import { type Text, text } from '../i18n/text.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import type { Fault } from './case.ts';
import { inOneWord } from './in-one-word.ts';
import type { LineStatus } from './typing.ts';

/** The checks that a fault must be seen by: those that are named; those of the step too when an earlier step's check is the one. */
export function checksAgainst({ fails, step, anywhere }: Fault, own: readonly Check[]): readonly string[] {
  const named = Object.keys(fails);
  if (anywhere) return named;
  const ownNamed = own.some(({ id }) => named.includes(id));
  return ownNamed ? named : [...named, ...own.filter((check) => check.step === step).map(({ id }) => id)];
}

/** A fault is caught when every named check names its diagnosis, the first of them before any other, at its own step. */
export function problemsOfFault(
  fault: Fault,
  results: readonly CheckResult[],
  statuses: readonly LineStatus[],
): readonly Text[] {
  const problems: Text[] = [];
  const named = Object.entries(fault.fails);
  for (const [check, expected] of named) {
    const reported = wordOf(results.find((one) => one.check.id === check));
    if (reported !== expected) problems.push(text('proof.problem.survives', { check, expected, reported }));
  }
  const first = results.find(({ verdict }) => verdict.verdict !== 'pass');
  const [expected] = named[0] ?? [];
  if (first && first.check.id !== expected) {
    problems.push(
      text('proof.problem.first', { check: first.check.id, reported: wordOf(first), expected: expected ?? '-' }),
    );
  }
  const noticed = results.some(({ check, verdict }) => check.step === fault.step && verdict.verdict !== 'pass');
  if (!noticed && !fault.anywhere) problems.push(text('proof.problem.unnoticed', { step: fault.step }));
  // The step's other commands may well fail for want of the one that is wrong.
  const refused = statuses.find(({ line, exitCode }) => exitCode !== 0 && fault.lines.includes(line));
  if (fault.refused && !refused) problems.push(text('proof.problem.not-refused'));
  if (!fault.refused && refused) problems.push(text('proof.problem.refused', lineValues(refused)));
  return problems;
}

export const lineValues = ({ line, output }: LineStatus) => ({ line, output: output === '' ? '-' : output });

/** Lines that have to succeed. */
export const problemsOfLines = (statuses: readonly LineStatus[]): readonly Text[] =>
  statuses.filter(({ exitCode }) => exitCode !== 0).map((status) => text('proof.problem.refused', lineValues(status)));

/** Checks that have to pass. */
export const problemsOfRight = (results: readonly CheckResult[]): readonly Text[] =>
  results
    .filter(({ verdict }) => verdict.verdict !== 'pass')
    .map((result) => text('proof.problem.rejects', { check: result.check.id, reported: wordOf(result) }));

/** Checks of a step that is not done yet: each fails, unless it says why it cannot. */
export const problemsOfEarly = (results: readonly CheckResult[], own: readonly Check[]): readonly Text[] =>
  results
    .filter(({ check }) => own.includes(check) && !check.notCausal)
    .filter(({ verdict }) => verdict.verdict === 'pass' || verdict.verdict === 'error')
    .map((result) => text('proof.problem.early', { check: result.check.id, reported: wordOf(result) }));

const wordOf = (result: CheckResult | undefined): string => (result ? inOneWord(result.verdict) : '-');
