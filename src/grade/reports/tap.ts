import { stringify } from 'yaml';
import type { TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { decimal, nameOf, reasonsOf, type Words, wordsOf } from './words.ts';

/**
 * TAP 14: one point for each student, `ok` when passed, so that a harness ends as `grade` does. Points, steps and reasons are
 * its YAML. Nobody who could not be graded is `ok`, and none has a score.
 */
export const tapReport: Format = {
  of: 'class',
  *print(report) {
    const translate = wordsOf(report);
    yield `TAP version 14\n1..${report.targets.length}\n# ${safe(report.title)}\n`;
    let number = 0;
    for (const target of report.targets) {
      number += 1;
      yield `${point(target, number, translate)}\n`;
    }
  },
};

/** A bare `#` would begin a directive, such as SKIP. */
const safe = (words: string): string => words.replaceAll('\\', '\\\\').replaceAll('#', '\\#');

function point(target: TargetReport, number: number, translate: Words): string {
  const { outcome, tally, late, score, range, cause } = target;
  const details = {
    outcome,
    ...(score === undefined
      ? { atLeast: decimal(range.atLeast), atMost: decimal(range.atMost) }
      : { score: decimal(score) }),
    max: decimal(tally.max),
    ...(late.points === 0 ? {} : { late: decimal(late.points) }),
    ...(cause ? { cause: cause.said } : {}),
    steps: target.steps.map((step) => ({
      step: `${step.lesson}/${step.step}`,
      outcome: step.outcome,
      ...(step.tally.ungraded === 0 ? { points: decimal(step.tally.earned) } : {}),
      max: decimal(step.tally.max),
      ...reasons(step.checks.flatMap((check) => reasonsOf(check, translate).map((line) => `${check.title}: ${line}`))),
    })),
  };
  const yaml = stringify(details, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
  return [
    `${outcome === 'passed' ? 'ok' : 'not ok'} ${number} - ${safe(nameOf(target))}`,
    '  ---',
    ...yaml,
    '  ...',
  ].join('\n');
}

const reasons = (lines: readonly string[]) => (lines.length === 0 ? {} : { reasons: lines });
