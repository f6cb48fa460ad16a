import { findStep } from '../find-step.ts';
import { headless } from '../headless.ts';
import { readLabCourse } from '../lab-course.ts';
import { openLab } from '../looking.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

/** One step's commands, then its checks. A step that is proved counts as done. */
export async function run(cli: Cli, name: string, options: LabOption & CourseOption): Promise<number> {
  const { io } = cli;
  const course = await readLabCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  const step = findStep(course.value, name);
  if (!step.ok) return refuse(io, step.error);
  const lab = await openLab(cli, options.lab, course.value);
  if (!lab.ok) return refuse(io, lab.error);
  return headless(cli, lab.value, course.value, async ({ session, conclude }) => {
    const ran = await session.run(step.value.id);
    const code = conclude([step.value]);
    if (code === exit.good) await session.next(step.value.id);
    return ran.ok ? code : Math.max(code, exit.failed);
  });
}
