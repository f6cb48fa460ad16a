import * as z from 'zod';
import type { StepReport, TargetReport } from '../report.ts';
import type { Format, Submission } from './format.ts';
import { lateWords, reasonsOf, type Words, wordsOf } from './words.ts';

const words = z.string().min(1);
/** Hundredths of a point, as we count them: Classroom 50 takes whole numbers only. */
const whole = z.int().nonnegative();
const test = z
  .strictObject({
    'test-name': words,
    passed: z.boolean(),
    score: whole,
    'max-score': whole,
    /** Other fields of a test are kept as they are. */
    message: words.optional(),
  })
  .refine((one) => one.score <= one['max-score']);

/**
 * `result.json` of Classroom 50 (classroom50/result/v1) as an autograder writes it. Its runner writes `owner`,
 * `assignment_type`, `datetime`, `graded_at` and `submitted_by` itself, over whatever an autograder says, so they are not here.
 * Without a score the runner refuses it, and tells of an autograder that failed: 0 of 0 would be a pass.
 */
export const resultDocument = z
  .strictObject({
    schema: z.literal('classroom50/result/v1'),
    classroom: words,
    assignment: words,
    submission: z.string().regex(/^submit\/./),
    commit: words,
    release: words,
    review: words,
    score: whole.optional(),
    'max-score': whole.optional(),
    tests: z.array(test),
  })
  .refine(({ score, 'max-score': max }) => (score === undefined) === (max === undefined) && (score ?? 0) <= (max ?? 0));

/** One student's: the submission that is being graded is one. */
export const classroom50Report: Format = {
  of: 'one',
  print(report, { submission }) {
    const [target] = report.targets;
    if (!(target && submission)) return ['{}\n'];
    return [`${JSON.stringify(resultDocument.parse(result(target, submission, wordsOf(report))), null, 2)}\n`];
  },
};

function result({ score, tally, steps, ...rest }: TargetReport, submission: Submission, translate: Words): unknown {
  const head = { schema: 'classroom50/result/v1', ...submission };
  if (score === undefined) return { ...head, tests: [] };
  const late = lateWords({ score, tally, steps, ...rest }, translate);
  return {
    ...head,
    score,
    'max-score': tally.max,
    tests: [
      ...steps.map((step) => testOf(step, translate)),
      // No test may have negative points: this one says why the score is less than their sum.
      ...(late === undefined ? [] : [{ 'test-name': late, passed: false, score: 0, 'max-score': 0 }]),
    ],
  };
}

function testOf({ lesson, step, title, outcome, tally, checks }: StepReport, translate: Words): unknown {
  const message = checks.flatMap((check) => reasonsOf(check, translate)).join('\n');
  return {
    'test-name': `${lesson}/${step}: ${title}`,
    passed: outcome === 'pass',
    score: tally.earned,
    'max-score': tally.max,
    ...(message === '' ? {} : { message }),
  };
}
