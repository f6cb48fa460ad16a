import { stepsOf } from '../../course/course.ts';
import { text } from '../../i18n/text.ts';
import { err } from '../../result.ts';
import { findStep } from '../find-step.ts';
import { headless } from '../headless.ts';
import { readLabCourse } from '../lab-course.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refusal, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

export interface SolveOptions extends LabOption, CourseOption {
  readonly to?: string;
}

/** Every step up to `--to` (default: the last), run where it does not hold yet, verified on the way. Brings the lab up. */
export async function solve(cli: Cli, options: SolveOptions): Promise<number> {
  const { io, services } = cli;
  const course = await readLabCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  const steps = stepsOf(course.value);
  const last = options.to ?? steps.at(-1)?.id;
  const to = last === undefined ? err(refusal(text('cli.unknown-step', { step: '' }))) : findStep(course.value, last);
  if (!to.ok) return refuse(io, to.error);
  const wanted = steps.slice(0, steps.indexOf(to.value) + 1);
  const lab = await services.lab(options.lab, course.value.params);
  return headless(cli, lab, course.value, async ({ session, conclude }) => {
    const solved = await session.solve(to.value.id);
    const code = conclude(wanted);
    return solved.ok ? code : Math.max(code, exit.failed);
  });
}
