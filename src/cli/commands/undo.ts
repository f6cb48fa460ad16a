import { type Course, type Step, stepsOf } from '../../course/course.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import type { Check, CheckResult } from '../../verify/check.ts';
import { findStep } from '../find-step.ts';
import { headless } from '../headless.ts';
import { readLabCourse } from '../lab-course.ts';
import { openLab } from '../looking.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

/** Takes one step back, and looks whether it is really gone and what was done before it still holds. */
export async function undo(cli: Cli, name: string, options: LabOption & CourseOption): Promise<number> {
  const { io, services } = cli;
  const course = await readLabCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  const found = findStep(course.value, name);
  if (!found.ok) return refuse(io, found.error);
  const step = found.value;
  const lab = await openLab(cli, options.lab, course.value);
  if (!lab.ok) return refuse(io, lab.error);
  return headless(cli, lab.value, course.value, async ({ session, report }) => {
    const translate = translator(io.lang);
    if (step.undo.length === 0) {
      io.err(`${translate(text('cli.undo.nothing', { step: step.id }))}\n`);
      return exit.good;
    }
    await session.undo(step.id);
    const left = stillPassing(step, (await services.course()).checks, report.results);
    if (left.length > 0) {
      io.err(`${translate(text('cli.undo.left', { checks: left.join(', '), count: left.length }))}\n`);
      return exit.failed;
    }
    const broken = brokenBefore(course.value, step, report.results);
    if (broken.length > 0) {
      io.err(`${translate(text('cli.undo.broken', { step: step.id, steps: broken.join(', ') }))}\n`);
      return exit.failed;
    }
    io.err(`${translate(text('cli.undo.done', { step: step.id }))}\n`);
    return exit.good;
  });
}

/** Checks of the step that can fail before it, when all of them hold as if nothing had been undone. */
function stillPassing(step: Step, checks: readonly Check[], results: readonly CheckResult[]): readonly string[] {
  const causal = checks.filter((check) => check.step === step.id && check.notCausal === undefined);
  const passing = causal.filter(({ id }) =>
    results.some(({ check, verdict }) => check.id === id && verdict.verdict === 'pass'),
  );
  return passing.length === causal.length ? passing.map(({ id }) => id) : [];
}

/** Steps before this one that were claimed, and so looked at, and that do not hold any more. */
function brokenBefore(course: Course, step: Step, results: readonly CheckResult[]): readonly string[] {
  const steps = stepsOf(course).map(({ id }) => id);
  const before = new Set(steps.slice(0, steps.indexOf(step.id)));
  const failing = results.flatMap(({ check, verdict }) => (verdict.verdict === 'fail' ? [check.step] : []));
  return [...new Set(failing)].filter((id) => before.has(id));
}
