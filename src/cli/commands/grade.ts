import type { ClassSummary, Grade, TargetLook } from '../../grade/grade.ts';
import { gradeClass } from '../../grade/grade-class.ts';
import { gradeTarget } from '../../grade/grade-target.ts';
import { points, scoreOf } from '../../grade/reports/say.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { err, ok, type Result } from '../../result.ts';
import { lookAtAll } from '../grading/look-at-all.ts';
import { readOutputs, writeOutputs } from '../grading/outputs.ts';
import { planFrom } from '../grading/plan-file.ts';
import { courseWith, type TargetOptions, targetsOf } from '../grading/targets.ts';
import { readCourse } from '../load-course.ts';
import type { CourseOption } from '../options.ts';
import { type Refusal, refusal, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

export interface GradeOptions extends CourseOption, TargetOptions {
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
  const course = await readCourse(io, options.param);
  if (!course.ok) return refuse(io, course.error);
  const plan = await planFrom(options.plan, course.value, io.lang);
  if (!plan.ok) return refuse(io, plan.error);
  const timeoutSeconds = secondsOf(options.timeout);
  if (!timeoutSeconds.ok) return refuse(io, timeoutSeconds.error);
  const withParams = await courseWith(course.value);
  const targets = await targetsOf(cli, options, course.value, withParams);
  if (!targets.ok) return refuse(io, targets.error);
  const outputs = readOutputs(options.format, targets.value.length);
  if (!outputs.ok) return refuse(io, outputs.error);

  const stop = new AbortController();
  const release = io.interruptible(() => stop.abort());
  const gradeOf = (look: TargetLook): Grade => {
    const params = look.looked ? look.params : undefined;
    return gradeTarget(plan.value, withParams(params ?? course.value.params), look);
  };
  const mends = new Set<string>();
  const say = translator(io.lang);
  const tell = targets.value.length > 1;
  const grades = await lookAtAll(targets.value, plan.value, {
    jobs: 1,
    timeoutSeconds: timeoutSeconds.value,
    signal: stop.signal,
    keep: ({ target }, look) => {
      const grade = gradeOf(look);
      const { outcome, tally } = grade;
      const words = { outcome: text(`grade.outcome.${outcome}`), score: scoreOf(grade), max: points(tally.max) };
      if (tell) io.err(`${say(text('grade.looked', { target: target.id, ...words }))}\n`);
      if (!look.looked && look.cause.mend !== undefined) mends.add(look.cause.mend);
      return grade;
    },
  });
  release();
  const graded = gradeClass(plan.value, grades, new Date().toISOString());
  const written = await writeOutputs(io, outputs.value, graded, course.value);
  for (const mend of mends) io.err(`  ${mend}\n`);
  if (!written.ok) return refuse(io, written.error);
  return stop.signal.aborted ? exit.interrupted : exitOf(graded.summary);
}

const exitOf = ({ notPassed, ungraded }: ClassSummary): number =>
  ungraded > 0 ? exit.unable : notPassed > 0 ? exit.failed : exit.good;

function secondsOf(timeout: string): Result<number, Refusal> {
  const seconds = Number(timeout);
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600
    ? ok(seconds)
    : err(refusal(text('grade.bad-timeout', { timeout: timeout.slice(0, 20) })));
}
