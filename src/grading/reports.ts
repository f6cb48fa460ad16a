import type { Report } from '../grade/report.ts';
import { formats } from '../grade/reports/index.ts';
import { type Text, text } from '../i18n/text.ts';
import { topologySvg } from '../picture/svg.ts';
import { err, ok, type Result } from '../result.ts';
import { fileNameOf } from '../text/file-name.ts';
import type { Book } from './book.ts';
import { type Output, perTarget } from './outputs.ts';
import { writePieces } from './write-file.ts';

/** Where reports go that have no file, and words about the others. */
export interface Printer {
  out(piece: string): void;
  notify(words: Text): void;
}

/** Writes reports while a grading runs, so that whatever ends it, what is done so far is there. */
export interface Reports {
  /** A target's grade is there. */
  changed(index: number): void;
  /** Prints and writes every report as a whole; the first that cannot be written is the error, the others are written all the same. */
  end(): Promise<Result<void, Text>>;
}

/** A report of the whole class is written again after so many times as long as writing it took, and not more often than this. */
const restFactor = 20;
const restMs = 2000;

export function createReports({ out, notify: tell }: Printer, outputs: readonly Output[], book: Book): Reports {
  const print = ({ format, submission }: Output, what: Report): Iterable<string> =>
    formats[format].print(what, { topology: topologySvg, submission });
  const toFiles = outputs.flatMap((output) => (output.file === undefined ? [] : [{ output, file: output.file }]));
  const ofEach = toFiles.filter(({ file }) => file.includes(perTarget));
  const ofAll = toFiles.filter(({ file }) => !file.includes(perTarget));
  const failed: Text[] = [];
  const written: Text[] = [];
  let last = Promise.resolve();
  let nextAt = 0;
  let waits = false;

  const write = async (output: Output, file: string, what: Report): Promise<Text | undefined> => {
    try {
      await writePieces(file, print(output, what));
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return text('grade.report-failed', { format: output.format, file, reason: String(error.code) });
    }
  };
  const writeOne = async (index: number): Promise<void> => {
    for (const { output, file } of ofEach) {
      const report = book.reportOf(index);
      const [target] = report.targets;
      const own = file.replaceAll(perTarget, fileNameOf(target?.id ?? ''));
      const problem = await write(output, own, report);
      if (problem) failed.push(problem);
      else written.push(text('grade.written', { format: output.format, file: own }));
    }
  };
  /** What cannot be written now is told at the end, when it still cannot. */
  const writeSoFar = async (): Promise<void> => {
    waits = false;
    const began = performance.now();
    for (const { output, file } of ofAll) await write(output, file, book.report());
    nextAt = performance.now() + Math.max(restMs, restFactor * (performance.now() - began));
  };
  const writeWhole = async (output: Output): Promise<void> => {
    const { format, file, askedAs } = output;
    if (askedAs !== undefined) tell(text('grade.format-retired', { format, old: askedAs }));
    if (file === undefined) for (const piece of print(output, book.report())) out(piece);
    else if (!file.includes(perTarget)) {
      const problem = await write(output, file, book.report());
      if (problem) failed.push(problem);
      else written.push(text('grade.written', { format, file }));
    }
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
      for (const output of outputs) await writeWhole(output);
      for (const words of written) tell(words);
      const [first] = failed;
      return first ? err(first) : ok(undefined);
    },
  };
}
