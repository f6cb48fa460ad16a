import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { type Headless, headless } from '../headless.ts';
import { readLabCourse } from '../lab-course.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

/** A new lab and empty progress; the old progress file is kept aside. */
export async function reset(cli: Cli, options: LabOption & CourseOption): Promise<number> {
  const { io, services } = cli;
  const course = await readLabCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  const lab = await services.lab(options.lab, course.value.params);
  const work = async ({ session }: Headless): Promise<number> => {
    const reset = await session.reset();
    if (!reset.ok) return exit.failed;
    io.err(`${translator(io.lang)(text('cli.reset.done', { lab: lab.name }))}\n`);
    return exit.good;
  };
  return headless(cli, lab, course.value, work, { start: false });
}
