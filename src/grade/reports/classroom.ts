import type { TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { decimal, lateWords, reasonsOf, type Words, wordsOf } from './say.ts';

/**
 * The result that GitHub Classroom's graders hand to its autograding reporter (which reads it base64-encoded): a test for each
 * step, and one with negative points for lateness. The reporter adds the scores up. Who could not be graded has `error` and
 * `max_score` 0, for which the reporter reports no points at all and fails its job.
 */
export const classroomReport: Format = {
  of: 'one',
  print(report) {
    const [target] = report.targets;
    return [`${JSON.stringify(target ? result(target, wordsOf(report)) : {}, null, 2)}\n`];
  },
};

const statuses = { passed: 'pass', 'not-passed': 'fail', ungraded: 'error' } as const;
const testStatuses = { pass: 'pass', fail: 'fail', blocked: 'fail', error: 'error' } as const;

function result(target: TargetReport, say: Words): unknown {
  const { outcome, tally, late, steps, score } = target;
  const isGraded = score !== undefined;
  const lateness = lateWords(target, say);
  return {
    version: 1,
    status: statuses[outcome],
    max_score: isGraded ? decimal(tally.max) : 0,
    tests: [
      ...steps.map((step) => ({
        name: `${step.lesson}/${step.step}: ${step.title}`,
        status: testStatuses[step.outcome],
        score: isGraded ? decimal(step.tally.earned) : 0,
        message: step.checks.flatMap((check) => reasonsOf(check, say)).join('\n'),
        test_code: '',
        filename: '',
        line_no: 0,
        execution_time: 0,
      })),
      ...(isGraded && lateness !== undefined
        ? [
            {
              name: lateness,
              status: 'fail',
              score: -decimal(late.points),
              message: '',
              test_code: '',
              filename: '',
              line_no: 0,
              execution_time: 0,
            },
          ]
        : []),
    ],
  };
}
