import { err, ok, type Result } from '../../result.ts';
import type { Submission } from './format.ts';

/** Where Classroom 50's runner says what it has an autograder look at (its wiki, Advanced Autograding, "Contract"). */
const variables = {
  classroom: 'CLASSROOM',
  assignment: 'ASSIGNMENT',
  submission: 'SUBMISSION_TAG',
  commit: 'COMMIT_URL',
  release: 'RELEASE_URL',
} as const satisfies { readonly [field in Exclude<keyof Submission, 'review'>]: string };

type Environment = { readonly [name: string]: string | undefined };

/** The submission, or the names of the variables that say nothing of use: nobody can make them up. */
export function submissionOf(env: Environment): Result<Submission, readonly string[]> {
  const read = (name: string): string => {
    const value = (env[name] ?? '').trim();
    const isGood = value.length <= 2_000 && !/[\p{Cc}\p{Cf}]/u.test(value) && value.isWellFormed();
    return isGood && (name !== variables.submission || /^submit\/./.test(value)) ? value : '';
  };
  const missing = Object.values(variables).filter((name) => read(name) === '');
  if (missing.length > 0) return err(missing);
  const commit = read(variables.commit);
  return ok({
    classroom: read(variables.classroom),
    assignment: read(variables.assignment),
    submission: read(variables.submission),
    commit,
    release: read(variables.release),
    // Nothing to compare with: the runner then takes the commit, too.
    review: read('REVIEW_URL') || commit,
  });
}
