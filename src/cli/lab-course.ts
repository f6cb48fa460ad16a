import type { Course } from '../course/course.ts';
import type { Lang } from '../i18n/text.ts';
import { err, type Result } from '../result.ts';
import { readCourse } from './load-course.ts';
import type { CourseOption, LabOption } from './options.ts';
import { type Refusal, refusalOf } from './refuse.ts';
import type { Cli } from './services.ts';

export async function readLabCourse(
  cli: Cli,
  options: LabOption & CourseOption,
  lang: Lang = cli.io.lang,
): Promise<Result<Course, Refusal>> {
  const machine = await cli.services.machineParams(options.lab);
  return machine.ok ? readCourse(cli, options, lang, machine.value) : err(refusalOf(machine.error));
}

/** The course as this machine's learner has it, for commands that need no lab: where it cannot be known, as in the source. */
export async function readOwnCourse(cli: Cli, options: CourseOption): Promise<Result<Course, Refusal>> {
  const machine = await cli.services.machineParams(cli.services.defaultLab());
  return readCourse(cli, options, cli.io.lang, machine.ok ? machine.value : {});
}
