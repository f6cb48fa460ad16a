import type { Submission } from '../grade/reports/format.ts';
import { type FormatName, formatNames, formats, isFormatName, successors } from '../grade/reports/index.ts';
import { submissionOf } from '../grade/reports/submission.ts';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { Grader } from './grader.ts';

/** One `--format NAME[=FILE]`; without a file it goes to standard output. */
export interface Output {
  readonly format: FormatName;
  /** May hold `{id}`: then one file is written for each target. */
  readonly file?: string;
  /** The name under which it was asked for, if that is an old one. */
  readonly askedAs?: string;
  readonly submission?: Submission;
}

export const perTarget = '{id}';

/** What was asked for, proved before anybody is looked at. `targets`: how many there are. */
export function readOutputs(
  asked: readonly string[],
  targets: number,
  env: Grader['env'],
): Result<readonly Output[], Text> {
  const outputs: Output[] = [];
  for (const one of asked.length > 0 ? asked : ['text']) {
    const output = readOutput(one, targets, env);
    if (!output.ok) return output;
    outputs.push(output.value);
  }
  const toOut = outputs.filter(({ file }) => file === undefined);
  return toOut.length > 1 ? err(text('grade.format-twice')) : ok(outputs);
}

function readOutput(one: string, targets: number, env: Grader['env']): Result<Output, Text> {
  const at = one.indexOf('=');
  const wanted = at < 0 ? one : one.slice(0, at);
  const file = at < 0 ? '' : one.slice(at + 1);
  const format = Object.hasOwn(successors, wanted) ? successors[wanted] : wanted;
  if (format === undefined || !isFormatName(format))
    return err(text('grade.bad-format', { format: wanted.slice(0, 40), formats: formatNames.join(', ') }));
  if (format === 'classroom50' && targets > 1) return err(text('grade.classroom50-one'));
  if (formats[format].of === 'one' && targets > 1 && !file.includes(perTarget))
    return err(text('grade.format-one', { format }));
  const output = {
    format,
    ...(file === '' || file === '-' ? {} : { file }),
    ...(format === wanted ? {} : { askedAs: wanted }),
  };
  if (format !== 'classroom50') return ok(output);
  const submission = submissionOf(env);
  return submission.ok
    ? ok({ ...output, submission: submission.value })
    : err(text('grade.classroom50-env', { names: submission.error.join(', ') }));
}
