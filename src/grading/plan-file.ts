import type { Course } from '../course/course.ts';
import type { Plan } from '../grade/grade.ts';
import { resolvePlan, wholeCourse } from '../grade/plan.ts';
import { type PlanProblem, type ReadPlan, readPlan } from '../grade/read-plan.ts';
import { type Lang, type Text, text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import { err, ok, type Result } from '../result.ts';
import { mostWritten, readFileUpTo } from './read-file.ts';

export interface LoadedPlan {
  readonly plan: Plan;
  readonly read: ReadPlan;
}

/** The plan of a grading: that of the file, or without one the whole course. */
export async function planFrom(file: string | undefined, course: Course, lang: Lang): Promise<Result<Plan, Text>> {
  if (file === undefined) return ok(wholeCourse(course));
  const source = await planText(file);
  if (!source.ok) return source;
  const loaded = loadPlan(source.value, course);
  if (loaded.ok) return ok(loaded.value.plan);
  const problems = loaded.error.map((problem) => problemLine(file, problem, lang)).join('\n');
  return err(text('grade.plan-refused', { problems: `\n${problems}` }));
}

export async function planText(file: string): Promise<Result<string, Text>> {
  const content = await readFileUpTo(file, mostWritten);
  if (content.ok) return ok(content.value.toString('utf8'));
  return err(text('grade.plan-unreadable', { file, reason: content.error }));
}

export function loadPlan(source: string, course: Course): Result<LoadedPlan, readonly PlanProblem[]> {
  const read = readPlan(source);
  if (!read.ok) return read;
  const plan = resolvePlan(read.value, course);
  return plan.ok ? ok({ plan: plan.value, read: read.value }) : plan;
}

/** `plan.yaml:7: error: …`, as compilers have it. */
export const problemLine = (file: string, { line, severity, text: words }: PlanProblem, lang: Lang): string =>
  `${file}:${line}: ${severity}: ${translator(lang)(words)}`;
