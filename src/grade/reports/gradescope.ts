import { text } from '../../i18n/text.ts';
import type { StepReport, TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { decimal, lateWords, reasonsOf, scoreWords, verdictWords, type Words, wordsOf } from './words.ts';

/**
 * Gradescope's results.json: a test for each step, and one with negative points for lateness; their scores add up to `score`.
 * Who could not be graded has no score at all, neither in whole nor of a step: Gradescope then reports an autograder that failed, not a 0.
 */
export const gradescopeReport: Format = {
  of: 'one',
  print(report) {
    const translate = wordsOf(report);
    const [target] = report.targets;
    return [`${JSON.stringify(target ? results(target, translate) : {}, null, 2)}\n`];
  },
};

function results(target: TargetReport, translate: Words): unknown {
  const { score, tally, outcome, late } = target;
  const isGraded = score !== undefined;
  const lateness = lateWords(target, translate);
  const output = [
    translate(text(`grade.outcome.${outcome}`)),
    scoreWords(target, tally.max, translate),
    ...(target.cause ? [target.cause.said] : []),
  ];
  return {
    ...(isGraded ? { score: decimal(score) } : {}),
    output: output.join('\n'),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: [
      ...target.steps.map((step) => test(step, isGraded, translate)),
      ...(isGraded && lateness !== undefined
        ? [{ name: lateness, score: -decimal(late.points), max_score: 0, status: 'failed' }]
        : []),
    ],
    extra_data: { outcome, max: decimal(tally.max) },
  };
}

function test(step: StepReport, isGraded: boolean, translate: Words): unknown {
  const { lesson, title, outcome, tally, checks } = step;
  const lines = checks.flatMap((check) => [
    `${verdictWords(check.verdict, translate)}  ${check.title}`,
    ...reasonsOf(check, translate).map((line) => `    ${line}`),
  ]);
  return {
    name: `${lesson}/${step.step}: ${title}`,
    ...(isGraded ? { score: decimal(tally.earned), max_score: decimal(tally.max) } : {}),
    ...(outcome === 'error' ? {} : { status: outcome === 'pass' ? 'passed' : 'failed' }),
    output: lines.join('\n'),
    tags: [lesson],
  };
}
