import { text } from '../../i18n/text.ts';
import type { StepReport, TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { decimal, lateWords, reasonsOf, scoreWords, verdictWords, type Words, wordsOf } from './say.ts';

/**
 * Gradescope's results.json: a test for each step, and one with negative points for lateness; their scores add up to `score`.
 * Who could not be graded has no score at all, neither in whole nor of a step: Gradescope then reports an autograder that failed, not a 0.
 */
export const gradescopeReport: Format = {
  of: 'one',
  print(report) {
    const say = wordsOf(report);
    const [target] = report.targets;
    return [`${JSON.stringify(target ? results(target, say) : {}, null, 2)}\n`];
  },
};

function results(target: TargetReport, say: Words): unknown {
  const { score, tally, outcome, late } = target;
  const isGraded = score !== undefined;
  const lateness = lateWords(target, say);
  const output = [
    say(text(`grade.outcome.${outcome}`)),
    scoreWords(target, tally.max, say),
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
      ...target.steps.map((step) => test(step, isGraded, say)),
      ...(isGraded && lateness !== undefined
        ? [{ name: lateness, score: -decimal(late.points), max_score: 0, status: 'failed' }]
        : []),
    ],
    extra_data: { outcome, max: decimal(tally.max) },
  };
}

function test(step: StepReport, isGraded: boolean, say: Words): unknown {
  const { lesson, title, outcome, tally, checks } = step;
  const lines = checks.flatMap((check) => [
    `${verdictWords(check.verdict, say)}  ${check.title}`,
    ...reasonsOf(check, say).map((line) => `    ${line}`),
  ]);
  return {
    name: `${lesson}/${step.step}: ${title}`,
    ...(isGraded ? { score: decimal(tally.earned), max_score: decimal(tally.max) } : {}),
    ...(outcome === 'error' ? {} : { status: outcome === 'pass' ? 'passed' : 'failed' }),
    output: lines.join('\n'),
    tags: [lesson],
  };
}
