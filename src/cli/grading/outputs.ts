import { createHash } from 'node:crypto';
import type { Report } from '../../grade/report.ts';
import { type FormatName, formatNames, formats, isFormatName } from '../../grade/reports/index.ts';
import { type Text, text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { err, ok, type Result } from '../../result.ts';
import { type Refusal, refusal } from '../refuse.ts';
import type { Io } from '../services.ts';
import { topologySvg } from '../words/topology-svg.ts';
import type { Book } from './book.ts';
import { writePieces } from './write-file.ts';

/** One `--format NAME[=FILE]`; without a file it goes to standard output. */
export interface Output {
  readonly format: FormatName;
  /** May hold `{id}`: then one file is written for each target. */
  readonly file?: string;
}

const perTarget = '{id}';

/** What was asked for, proved before anybody is looked at. `targets`: how many there are. */
export function readOutputs(asked: readonly string[], targets: number): Result<readonly Output[], Refusal> {
  const outputs: Output[] = [];
  for (const one of asked.length > 0 ? asked : ['text']) {
    const at = one.indexOf('=');
    const name = at < 0 ? one : one.slice(0, at);
    const file = at < 0 ? '' : one.slice(at + 1);
    if (!isFormatName(name))
      return err(refusal(text('grade.bad-format', { format: name.slice(0, 40), formats: formatNames.join(', ') })));
    if (formats[name].of === 'one' && targets > 1 && !file.includes(perTarget))
      return err(refusal(text('grade.format-one', { format: name })));
    outputs.push({ format: name, ...(file === '' || file === '-' ? {} : { file }) });
  }
  const toOut = outputs.filter(({ file }) => file === undefined);
  return toOut.length > 1 ? err(refusal(text('grade.format-twice'))) : ok(outputs);
}

/** Writes reports while a grading runs, so that whatever ends it, what is done so far is there. */
export interface Reports {
  /** A target's grade is there. */
  changed(index: number): void;
  /** Prints and writes every report as a whole; the first that cannot be written is the error, the others are written all the same. */
  end(): Promise<Result<void, Refusal>>;
}

/** A report of the whole class is written again after so many times as long as writing it took, and not more often than this. */
const restFactor = 20;
const restMs = 2000;

export function createReports(io: Io, outputs: readonly Output[], book: Book): Reports {
  const say = translator(io.lang);
  const print = (format: FormatName, what: Report): Iterable<string> =>
    formats[format].print(what, { topology: topologySvg });
  const toFiles = outputs.flatMap(({ format, file }) => (file === undefined ? [] : [{ format, file }]));
  const ofEach = toFiles.filter(({ file }) => file.includes(perTarget));
  const ofAll = toFiles.filter(({ file }) => !file.includes(perTarget));
  const failed: Text[] = [];
  const written: Text[] = [];
  let last = Promise.resolve();
  let nextAt = 0;
  let waits = false;

  const write = async (format: FormatName, file: string, what: Report): Promise<Text | undefined> => {
    try {
      await writePieces(file, print(format, what));
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return text('grade.report-failed', { format, file, reason: String(error.code) });
    }
  };
  const writeOne = async (index: number): Promise<void> => {
    for (const { format, file } of ofEach) {
      const report = book.reportOf(index);
      const [target] = report.targets;
      const own = file.replaceAll(perTarget, fileNameOf(target?.id ?? ''));
      const problem = await write(format, own, report);
      if (problem) failed.push(problem);
      else written.push(text('grade.written', { format, file: own }));
    }
  };
  /** What cannot be written now is told at the end, when it still cannot. */
  const writeSoFar = async (): Promise<void> => {
    waits = false;
    const began = performance.now();
    for (const { format, file } of ofAll) await write(format, file, book.report());
    nextAt = performance.now() + Math.max(restMs, restFactor * (performance.now() - began));
  };
  const then = (work: () => Promise<void>): void => {
    last = last.then(work);
  };

  return {
    changed(index) {
      if (ofEach.length > 0) then(() => writeOne(index));
      if (ofAll.length === 0 || waits || performance.now() < nextAt) return;
      waits = true;
      then(writeSoFar);
    },
    async end() {
      await last;
      for (const { format, file } of outputs) {
        if (file === undefined) for (const piece of print(format, book.report())) io.out(piece);
        else if (!file.includes(perTarget)) {
          const problem = await write(format, file, book.report());
          if (problem) failed.push(problem);
          else written.push(text('grade.written', { format, file }));
        }
      }
      for (const words of written) io.err(`${say(words)}\n`);
      const [first] = failed;
      return first ? err(refusal(first)) : ok(undefined);
    },
  };
}

/** An id as a file's name: it may be anything, a path too. What had to be changed gets a hash, so that no two become the same. */
export function fileNameOf(id: string): string {
  const name = id.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 100);
  if (name === id && /^[A-Za-z0-9]/.test(name)) return name;
  return `_${name.replace(/^\.+/, '')}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}
