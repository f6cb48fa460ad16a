import type { Report, SummaryReport, TargetReport } from '../../grade/report.ts';
import type { Submission } from '../../grade/reports/format.ts';
import { type FormatName, formatNames, formats, isFormatName, successors } from '../../grade/reports/index.ts';
import { submissionOf } from '../../grade/reports/submission.ts';
import { type Text, text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { err, ok, type Result } from '../../result.ts';
import { fileNameOf } from '../../text/file-name.ts';
import { type Refusal, refusal } from '../refuse.ts';
import type { Io } from '../services.ts';
import { topologySvg } from '../words/topology-svg.ts';
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
  env: Io['env'],
): Result<readonly Output[], Refusal> {
  const outputs: Output[] = [];
  for (const one of asked.length > 0 ? asked : ['text']) {
    const output = readOutput(one, targets, env);
    if (!output.ok) return output;
    outputs.push(output.value);
  }
  const toOut = outputs.filter(({ file }) => file === undefined);
  return toOut.length > 1 ? err(refusal(text('grade.format-twice'))) : ok(outputs);
}

function readOutput(one: string, targets: number, env: Io['env']): Result<Output, Refusal> {
  const at = one.indexOf('=');
  const wanted = at < 0 ? one : one.slice(0, at);
  const file = at < 0 ? '' : one.slice(at + 1);
  const format = Object.hasOwn(successors, wanted) ? successors[wanted] : wanted;
  if (format === undefined || !isFormatName(format))
    return err(refusal(text('grade.bad-format', { format: wanted.slice(0, 40), formats: formatNames.join(', ') })));
  if (format === 'classroom50' && targets > 1) return err(refusal(text('grade.classroom50-one')));
  if (formats[format].of === 'one' && targets > 1 && !file.includes(perTarget))
    return err(refusal(text('grade.format-one', { format })));
  const output = {
    format,
    ...(file === '' || file === '-' ? {} : { file }),
    ...(format === wanted ? {} : { askedAs: wanted }),
  };
  if (format !== 'classroom50') return ok(output);
  const submission = submissionOf(env);
  return submission.ok
    ? ok({ ...output, submission: submission.value })
    : err(refusal(text('grade.classroom50-env', { names: submission.error.join(', ') })));
}

/** A student's part of a report, and the summary of a class that has nobody else. */
export interface Part {
  readonly target: TargetReport;
  readonly alone: SummaryReport;
}

/** Prints and writes every report; the first that cannot be written is the error, the others are written all the same. */
export async function writeOutputs(
  io: Io,
  outputs: readonly Output[],
  report: Report,
  parts: Iterable<Part>,
): Promise<Result<void, Refusal>> {
  const say = translator(io.lang);
  const print = ({ format, submission }: Output, what: Report): Iterable<string> =>
    formats[format].print(what, { topology: topologySvg, submission });
  const write = async (output: Output, file: string, what: Report): Promise<Text | undefined> => {
    const { format } = output;
    try {
      await writePieces(file, print(output, what));
      io.err(`${say(text('grade.written', { format, file }))}\n`);
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return text('grade.report-failed', { format, file, reason: String(error.code) });
    }
  };
  const failed: Text[] = [];
  for (const output of outputs) {
    const { format, file, askedAs } = output;
    if (askedAs !== undefined) io.err(`${say(text('grade.format-retired', { format, old: askedAs }))}\n`);
    if (file === undefined) for (const piece of print(output, report)) io.out(piece);
    else if (!file.includes(perTarget)) failed.push(...present(await write(output, file, report)));
    else
      for (const { target, alone } of parts) {
        const own = file.replaceAll(perTarget, fileNameOf(target.id));
        failed.push(...present(await write(output, own, { ...report, targets: [target], summary: alone })));
      }
  }
  const [first] = failed;
  return first ? err(refusal(first)) : ok(undefined);
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);
