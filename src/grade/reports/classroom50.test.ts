import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disclose } from '../disclose.ts';
import { gradeClass } from '../grade-class.ts';
import { anyClass, course } from '../testing/examples.ts';
import { submission, wholeReport } from '../testing/whole.ts';
import { resultDocument } from './classroom50.ts';
import { submissionOf } from './submission.ts';

/**
 * What Classroom 50's runner does with an autograder's result.json, from its finalize_result and validate_result
 * (foundation50/classroom50, cli/gh-teacher/skeleton/dotgithub/scripts/runner.py at 0c499034f247); undefined: it is taken.
 */
function refusedByTheRunner(written: { [field: string]: unknown }): string | undefined {
  const result: { [field: string]: unknown } = {
    ...written,
    owner: 'alice',
    assignment_type: 'individual',
    datetime: '2026-11-28T12:00:00Z',
    graded_at: '2026-11-28T12:01:00Z',
  };
  const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
  if (result['schema'] !== 'classroom50/result/v1') return 'schema';
  if (result['classroom'] !== submission.classroom || result['assignment'] !== submission.assignment) return 'identity';
  if (!String(result['submission']).startsWith('submit/')) return 'submission';
  for (const field of ['commit', 'release', 'review', 'datetime'])
    if (typeof result[field] !== 'string' || result[field] === '') return field;
  const { score, 'max-score': max, tests } = result;
  if (!isCount(score) || !isCount(max) || score > max) return 'score';
  if (!Array.isArray(tests)) return 'tests';
  for (const test of tests) {
    if (typeof test['test-name'] !== 'string' || test['test-name'] === '') return 'test-name';
    if (typeof test.passed !== 'boolean') return 'passed';
    if (!isCount(test.score) || !isCount(test['max-score']) || test.score > test['max-score']) return 'test score';
  }
  return undefined;
}

/** Fields of schemas/result-v1.schema.json at 6e593c79b87c, which allows no other; the second row is the runner's to write. */
const fields = 'schema classroom assignment submission commit release review score max-score tests'.split(' ');

describe('classroom50', () => {
  it('writes what the runner takes, nothing that the runner writes itself, and no score for whoever has none', () => {
    let [graded, ungraded] = [0, 0];
    fc.assert(
      fc.property(anyClass, ({ plan, grades, at }) => {
        for (const grade of grades) {
          const report = disclose(gradeClass(plan, [grade], at), course, 'en');
          const written = JSON.parse(wholeReport('classroom50', report));
          expect(resultDocument.safeParse(written).success).toBe(true);
          if (grade.score === undefined) {
            ungraded += 1;
            expect(refusedByTheRunner(written)).toBe('score');
            continue;
          }
          graded += 1;
          expect(refusedByTheRunner(written)).toBeUndefined();
          expect(Object.keys(written)).toEqual(fields);
          // A commit status of success is for those who passed everything.
          const all = written.tests.every(({ passed }: { passed: boolean }) => passed);
          if (all) expect(written.score).toBe(written['max-score']);
          const earned = written.tests.reduce((sum: number, test: { score: number }) => sum + test.score, 0);
          expect(earned - grade.late.points).toBe(written.score);
        }
      }),
      { numRuns: 60 },
    );
    expect(Math.min(graded, ungraded)).toBeGreaterThan(0);
  });

  it.each([
    { score: 1.5 },
    { score: -1 },
    { score: 3 },
    { score: true },
    { owner: 'mallory' },
    { submission: 'main' },
    { tests: [{ 'test-name': '', passed: true, score: 0, 'max-score': 0 }] },
    { tests: [{ 'test-name': 'x', passed: true, score: 2, 'max-score': 1 }] },
    { tests: [{ 'test-name': 'x', passed: 'yes', score: 0, 'max-score': 0 }] },
    { 'max-score': undefined },
  ])('its schema refuses %o', (wrong) => {
    const right = { schema: 'classroom50/result/v1', ...submission, score: 1, 'max-score': 2, tests: [] };
    expect(resultDocument.safeParse(right).success).toBe(true);
    expect(resultDocument.safeParse({ ...right, ...wrong }).success).toBe(false);
  });
});

describe('the submission', () => {
  const env = {
    CLASSROOM: submission.classroom,
    ASSIGNMENT: submission.assignment,
    SUBMISSION_TAG: submission.submission,
    COMMIT_URL: submission.commit,
    RELEASE_URL: submission.release,
    REVIEW_URL: submission.review,
  };

  it('is what the runner says, and the commit stands for a review that there is not', () => {
    expect(submissionOf(env)).toEqual({ ok: true, value: submission });
    const { REVIEW_URL: _, ...without } = env;
    expect(submissionOf(without)).toEqual({ ok: true, value: { ...submission, review: submission.commit } });
  });

  it.each([
    [{}, ['CLASSROOM', 'ASSIGNMENT', 'SUBMISSION_TAG', 'COMMIT_URL', 'RELEASE_URL']],
    [{ ...env, CLASSROOM: ' ' }, ['CLASSROOM']],
    [{ ...env, SUBMISSION_TAG: 'v1' }, ['SUBMISSION_TAG']],
    [{ ...env, COMMIT_URL: `x\u001b[2J` }, ['COMMIT_URL']],
    [{ ...env, RELEASE_URL: 'x'.repeat(2_001) }, ['RELEASE_URL']],
  ])('is never made up: %#', (some, names) => {
    expect(submissionOf(some)).toEqual({ ok: false, error: names });
  });
});
