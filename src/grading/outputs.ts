import type { Report, SummaryReport, TargetReport } from '../grade/report.ts';
import type { Submission } from '../grade/reports/format.ts';
import { type FormatName, formatNames, formats, isFormatName, successors } from '../grade/reports/index.ts';
import { submissionOf } from '../grade/reports/submission.ts';
import { type Text, text } from '../i18n/text.ts';
import { topologySvg } from '../picture/svg.ts';
import { err, ok, type Result } from '../result.ts';
import { fileNameOf } from '../text/file-name.ts';
import type { Grader } from './grader.ts';
import { writePieces } from './write-file.ts';

/** One `--format NAME[=FILE]`; without a file it goes to standard output. */
export interface Output {
  readonly format: FormatName;
  /** May hold `{id}`: then one file is written for each target. */
  readonly file?: string;
  /** The name under which it was asked for, if that is an old one. */
  readonly askedAs?: string;
  readonly submission?: Submission;
}

const perTarget = '{id}';

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

/** Where reports go that have no file, and words about the others. */
export interface Printer {
  out(piece: string): void;
  tell(words: Text): void;
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

/** A student's part of a report, and the summary of a class that has nobody else. */
export interface Part {
  readonly target: TargetReport;
  readonly alone: SummaryReport;
}

/** Prints and writes every report; the first that cannot be written is the error, the others are written all the same. */
export async function writeOutputs(
  { out, tell }: Printer,
  outputs: readonly Output[],
  report: Report,
  parts: Iterable<Part>,
): Promise<Result<void, Text>> {
  const print = ({ format, submission }: Output, what: Report): Iterable<string> =>
    formats[format].print(what, { topology: topologySvg, submission });
  const write = async (output: Output, file: string, what: Report): Promise<Text | undefined> => {
    const { format } = output;
    try {
      await writePieces(file, print(output, what));
      tell(text('grade.written', { format, file }));
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return text('grade.report-failed', { format, file, reason: String(error.code) });
    }
  };
  const failed: Text[] = [];
  for (const output of outputs) {
    const { format, file, askedAs } = output;
    if (askedAs !== undefined) tell(text('grade.format-retired', { format, old: askedAs }));
    if (file === undefined) for (const piece of print(output, report)) out(piece);
    else if (!file.includes(perTarget)) failed.push(...present(await write(output, file, report)));
    else
      for (const { target, alone } of parts) {
        const own = file.replaceAll(perTarget, fileNameOf(target.id));
        failed.push(...present(await write(output, own, { ...report, targets: [target], summary: alone })));
      }
  }
  const [first] = failed;
  return first ? err(first) : ok(undefined);
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);
