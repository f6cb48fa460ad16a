import { writePieces } from '../../grading/write-file.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { type Aspect, aspects, type Outcome } from '../../proof/case.ts';
import { gapsOf } from '../../proof/gaps.ts';
import { planCases } from '../../proof/plan.ts';
import { prove } from '../../proof/prove.ts';
import { err, ok, type Result } from '../../result.ts';
import { type ProofDocument, proofDocument, toProofDocument } from '../json/proof-document.ts';
import { readCourse } from '../load-course.ts';
import { type Refusal, refusal, refusalOf, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';
import { progressLines, proofLines } from '../words/proof-lines.ts';

export interface CourseTestOptions {
  readonly only?: string;
  readonly filter?: string;
  readonly jobs: string;
  readonly json?: string;
}

/**
 * Tries on real labs whether the checks deserve trust. Exit 0 when everything holds, 1 when something does not, 2 when
 * something could not be tried, 130 at Ctrl-C; the labs are ended in every case.
 */
export async function courseTest(cli: Cli, options: CourseTestOptions): Promise<number> {
  const { io, services } = cli;
  const translate = translator(io.lang);
  const choice = readChoice(options);
  if (!choice.ok) return refuse(io, choice.error);
  // What is tried is written for the course's own parameters.
  const course = await readCourse({ io: { ...io, env: {} }, services }, { param: [] });
  if (!course.ok) return refuse(io, course.error);
  const { checks, proof } = await services.course();
  const { jobs, only, filter } = choice.value;
  const cases = planCases(course.value, proof, { only, filter });
  if (cases.length === 0) return refuse(io, refusal(text('proof.table.none')));
  io.err(`${translate(text('proof.starting', { count: cases.length, jobs }))}\n`);
  const stop = new AbortController();
  const release = io.interruptible(() => stop.abort());
  const began = performance.now();
  let count = 0;
  const notify = (outcome: Outcome): void => {
    count += 1;
    io.err(`${progressLines(outcome, { count, total: cases.length }, io.lang).join('\n')}\n`);
  };
  const proved = await prove({
    course: course.value,
    checks,
    proof,
    cases,
    jobs,
    lab: (index) => services.spareLab(`course-test-${index}`),
    onOutcome: (_, outcome) => notify(outcome),
    now: () => performance.now(),
    signal: stop.signal,
  });
  release();
  if (!proved.ok) return refuse(io, refusalOf(proved.error));
  const ms = Math.round(performance.now() - began);
  const gaps = gapsOf(course.value, proof);
  const outcomes = proved.value;
  const document = proofDocument.parse(toProofDocument({ outcomes, checks, gaps, jobs, ms }, translate));
  io.out(`${proofLines(document, io.lang).join('\n')}\n`);
  const written = await writeReport(document, options.json);
  if (!written.ok) return refuse(io, written.error);
  if (!stop.signal.aborted) return exitOf(document);
  io.err(`${translate(text('cli.interrupted'))}\n`);
  return exit.interrupted;
}

interface Chosen {
  readonly jobs: number;
  readonly only: readonly Aspect[];
  readonly filter: string;
}

function readChoice({ only, filter = '', jobs }: CourseTestOptions): Result<Chosen, Refusal> {
  const count = Number(jobs);
  if (!Number.isInteger(count) || count < 1 || count > 16) return err(refusal(text('proof.bad-jobs', { jobs })));
  const chosen = only?.split(',') ?? aspects;
  const isAspect = (word: string): word is Aspect => aspects.some((aspect) => aspect === word);
  const bad = chosen.find((word) => !isAspect(word));
  if (bad !== undefined) {
    return err(refusal(text('proof.bad-aspect', { aspects: aspects.join(', '), aspect: bad })));
  }
  return ok({ jobs: count, only: chosen.filter(isAspect), filter });
}

async function writeReport(document: ProofDocument, file: string | undefined): Promise<Result<void, Refusal>> {
  if (file === undefined) return ok(undefined);
  try {
    await writePieces(file, [`${JSON.stringify(document, null, 2)}\n`]);
    return ok(undefined);
  } catch (error) {
    return err(refusal(text('proof.report-failed', { file, reason: (error as Error).message })));
  }
}

function exitOf({ cases, gaps }: ProofDocument): number {
  if (gaps.length > 0 || cases.some(({ problems }) => problems.length > 0)) return exit.failed;
  return cases.some(({ held }) => !held) ? exit.unable : exit.good;
}
