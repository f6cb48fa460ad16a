import { lintPlan } from '../../grade/lint-plan.ts';
import { planLines } from '../../grade/plan-lines.ts';
import { points } from '../../grade/reports/words.ts';
import { writePlan } from '../../grade/write-plan.ts';
import { loadPlan, planFrom, planText, problemLine } from '../../grading/plan-file.ts';
import { writeNew } from '../../grading/write-file.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { readCourse } from '../load-course.ts';
import { refusal, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

/** A plan to begin with, to standard output or into a file that is not there yet. */
export async function planInit({ io, services }: Cli, file: string | undefined): Promise<number> {
  const course = await readCourse({ io: { ...io, env: {} }, services }, { param: [] });
  if (!course.ok) return refuse(io, course.error);
  const plan = writePlan(course.value);
  if (file === undefined) {
    io.out(plan);
    return exit.good;
  }
  try {
    await writeNew(file, plan, 0o666);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return error.code === 'EEXIST'
      ? refuse(io, refusal(text('grade.plan-there', { file })))
      : refuse(io, refusal(text('grade.report-failed', { format: 'plan', file, reason: String(error.code) })));
  }
  io.err(`${translator(io.lang)(text('grade.plan-made', { file }))}\n`);
  return exit.good;
}

/** What each lesson, step and goal is worth, and by which checks: of a plan file, or of a grading without one. */
export async function planShow({ io, services }: Cli, file: string | undefined): Promise<number> {
  const course = await readCourse({ io: { ...io, env: {} }, services }, { param: [] });
  if (!course.ok) return refuse(io, course.error);
  const plan = await planFrom(file, course.value, io.lang);
  if (!plan.ok) return refuse(io, refusal(plan.error));
  for (const line of planLines(plan.value, course.value, translator(io.lang))) io.out(`${line}\n`);
  return exit.good;
}

/** Exit 0 when the plan can be used, with what is perhaps not meant; 1 when not; 2 when it cannot be read. */
export async function planLint({ io, services }: Cli, file: string): Promise<number> {
  const course = await readCourse({ io: { ...io, env: {} }, services }, { param: [] });
  if (!course.ok) return refuse(io, course.error);
  const source = await planText(file);
  if (!source.ok) return refuse(io, refusal(source.error));
  const loaded = loadPlan(source.value, course.value);
  const problems = loaded.ok
    ? lintPlan(loaded.value.plan, loaded.value.read, (await services.course()).checks)
    : loaded.error;
  for (const problem of problems) io.out(`${problemLine(file, problem, io.lang)}\n`);
  if (!loaded.ok) return exit.failed;
  const { steps, max, passMark } = loaded.value.plan;
  const goals = steps.filter(({ goalOf }) => goalOf).length;
  const words = { file, steps: steps.length - goals, goals, max: points(max), pass: points(passMark) };
  io.err(`${translator(io.lang)(text('grade.plan-good', words))}\n`);
  return exit.good;
}
