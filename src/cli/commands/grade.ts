import { createDiscloser } from '../../grade/disclose.ts';
import type { ClassSummary, Grade, Target, TargetLook } from '../../grade/grade.ts';
import { gradeTarget } from '../../grade/grade-target.ts';
import { points, scoreOf } from '../../grade/reports/words.ts';
import { createBook } from '../../grading/book.ts';
import { lookAtAll } from '../../grading/look-at-all.ts';
import { createLookers } from '../../grading/lookers.ts';
import type { WhomOptions } from '../../grading/options.ts';
import { readOutputs } from '../../grading/outputs.ts';
import { planFrom } from '../../grading/plan-file.ts';
import { createReports } from '../../grading/reports.ts';
import { targetsOf } from '../../grading/targets.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { err, ok, type Result } from '../../result.ts';
import { courseWith } from '../course-with.ts';
import { graderOf } from '../grader.ts';
import { readCourse } from '../load-course.ts';
import type { CourseOption } from '../options.ts';
import { type Refusal, refusal, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';
import { classProgress } from '../words/class-progress.ts';

export interface GradeOptions extends CourseOption, WhomOptions {
  readonly plan?: string;
  readonly format: readonly string[];
  readonly timeout: string;
}

/**
 * Looks now at every target, and grades what is there. Exit 0 when all passed, 1 when somebody did not, 2 when some could not
 * be graded: that comes first, since a list with holes must not look like one without. 130 at Ctrl-C, with what there is.
 */
export async function grade(cli: Cli, options: GradeOptions): Promise<number> {
  const { io } = cli;
  const course = await readCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  const plan = await planFrom(options.plan, course.value, io.lang);
  if (!plan.ok) return refuse(io, refusal(plan.error));
  const timeoutSeconds = secondsOf(options.timeout);
  if (!timeoutSeconds.ok) return refuse(io, timeoutSeconds.error);
  const jobs = jobsOf(options.jobs);
  if (!jobs.ok) return refuse(io, jobs.error);
  const grader = await graderOf(cli);
  const withParams = await courseWith(cli, course.value);
  const lookers = createLookers(cli.services, grader.course.checks);
  const chosen = await targetsOf(grader, options, course.value, plan.value, withParams, lookers);
  if (!chosen.ok) return refuse(io, refusal(chosen.error));
  const targets = chosen.value;
  const outputs = readOutputs(options.format, targets.length, io.env);
  if (!outputs.ok) return refuse(io, refusal(outputs.error));

  const stop = new AbortController();
  const release = io.interruptible(() => stop.abort());
  const gradeOf = (look: TargetLook): Grade => {
    const params = look.looked ? look.params : undefined;
    return gradeTarget(plan.value, withParams(params ?? course.value.params), look);
  };
  const shown = targets.length > 1 ? progress(cli) : undefined;
  const fixes = new Set<string>();
  const book = createBook(plan.value, createDiscloser(plan.value, course.value, io.lang));
  const reports = createReports({ out: io.out, notify: grader.notify }, outputs.value, book);
  for (const [index, { target }] of targets.entries()) book.put(gradeOf(pending(target)), index);
  try {
    await lookAtAll(targets, plan.value, {
      jobs: jobs.value,
      timeoutSeconds: timeoutSeconds.value,
      signal: stop.signal,
      onBegin: ({ target }) => shown?.begun(target.id),
      keep: (_, look, index) => {
        const grade = gradeOf(look);
        book.put(grade, index);
        reports.changed(index);
        shown?.ended(grade);
        if (!look.looked && look.cause.fix !== undefined) fixes.add(look.cause.fix);
      },
    });
  } finally {
    // Whatever still runs was left behind.
    lookers.close();
  }
  shown?.close();
  release();
  const written = await reports.end();
  const { summary } = book.report();
  book.close();
  for (const fix of fixes) io.err(`  ${fix}\n`);
  if (!written.ok) return refuse(io, refusal(written.error));
  return stop.signal.aborted ? exit.interrupted : exitOf(summary);
}

/** What a report says of a target while nobody has looked at it. */
const pending = (target: Target): TargetLook => ({
  target,
  at: new Date().toISOString(),
  looked: false,
  cause: { code: 'pending', text: text('grade.pending') },
});

const exitOf = ({ notPassed, ungraded }: Pick<ClassSummary, 'notPassed' | 'ungraded'>): number =>
  ungraded > 0 ? exit.unable : notPassed > 0 ? exit.failed : exit.good;

function jobsOf(jobs: string): Result<number, Refusal> {
  const count = Number(jobs);
  return Number.isInteger(count) && count >= 1 && count <= 200
    ? ok(count)
    : err(refusal(text('remote.bad-jobs', { jobs: jobs.slice(0, 20) })));
}

function secondsOf(timeout: string): Result<number, Refusal> {
  const seconds = Number(timeout);
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600
    ? ok(seconds)
    : err(refusal(text('grade.bad-timeout', { timeout: timeout.slice(0, 20) })));
}

/** A line a target, for people. */
function progress({ io }: Cli) {
  const translate = translator(io.lang);
  const screen = classProgress({
    write: (words) => io.terminal('err', words),
    ...(io.errColumns === undefined ? {} : { columns: io.errColumns }),
    running: (target, seconds) => translate(text('remote.progress.running', { target, seconds })),
    total: (done, running) => translate(text('remote.progress.total', { done, running })),
    now: Date.now,
  });
  return {
    close: screen.close,
    begun: screen.begun,
    ended({ target, outcome, tally, ...rest }: Grade): void {
      const words = { outcome: text(`grade.outcome.${outcome}`), score: scoreOf(rest), max: points(tally.max) };
      screen.ended(target.id, translate(text('grade.looked', { target: target.id, ...words })));
    },
  };
}
