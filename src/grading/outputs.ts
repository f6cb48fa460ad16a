import { createHash } from 'node:crypto';
import type { Report, SummaryReport, TargetReport } from '../grade/report.ts';
import { type FormatName, formatNames, formats, isFormatName } from '../grade/reports/index.ts';
import { type Text, text } from '../i18n/text.ts';
import { topologySvg } from '../picture/svg.ts';
import { err, ok, type Result } from '../result.ts';
import { writePieces } from './write-file.ts';

/** One `--format NAME[=FILE]`; without a file it goes to standard output. */
export interface Output {
  readonly format: FormatName;
  /** May hold `{id}`: then one file is written for each target. */
  readonly file?: string;
}

const perTarget = '{id}';

/** What was asked for, proved before anybody is looked at. `targets`: how many there are. */
export function readOutputs(asked: readonly string[], targets: number): Result<readonly Output[], Text> {
  const outputs: Output[] = [];
  for (const one of asked.length > 0 ? asked : ['text']) {
    const at = one.indexOf('=');
    const name = at < 0 ? one : one.slice(0, at);
    const file = at < 0 ? '' : one.slice(at + 1);
    if (!isFormatName(name))
      return err(text('grade.bad-format', { format: name.slice(0, 40), formats: formatNames.join(', ') }));
    if (formats[name].of === 'one' && targets > 1 && !file.includes(perTarget))
      return err(text('grade.format-one', { format: name }));
    outputs.push({ format: name, ...(file === '' || file === '-' ? {} : { file }) });
  }
  const toOut = outputs.filter(({ file }) => file === undefined);
  return toOut.length > 1 ? err(text('grade.format-twice')) : ok(outputs);
}

/** Where reports go that have no file, and words about the others. */
export interface Printer {
  out(piece: string): void;
  tell(words: Text): void;
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
  const print = (format: FormatName, what: Report): Iterable<string> =>
    formats[format].print(what, { topology: topologySvg });
  const write = async (format: FormatName, file: string, what: Report): Promise<Text | undefined> => {
    try {
      await writePieces(file, print(format, what));
      tell(text('grade.written', { format, file }));
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return text('grade.report-failed', { format, file, reason: String(error.code) });
    }
  };
  const failed: Text[] = [];
  for (const { format, file } of outputs) {
    if (file === undefined) for (const piece of print(format, report)) out(piece);
    else if (!file.includes(perTarget)) failed.push(...present(await write(format, file, report)));
    else
      for (const { target, alone } of parts) {
        const own = file.replaceAll(perTarget, fileNameOf(target.id));
        failed.push(...present(await write(format, own, { ...report, targets: [target], summary: alone })));
      }
  }
  const [first] = failed;
  return first ? err(first) : ok(undefined);
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

/** An id as a file's name: it may be anything, a path too. What had to be changed gets a hash, so that no two become the same. */
export function fileNameOf(id: string): string {
  const name = id.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 100);
  if (name === id && /^[A-Za-z0-9]/.test(name)) return name;
  return `_${name.replace(/^\.+/, '')}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}
