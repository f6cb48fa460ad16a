import { languageOf } from '../course/content.ts';
import type { Course } from '../course/course.ts';
import { loadCourse } from '../course/load.ts';
import { type Lang, text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import { err, type Result } from '../result.ts';
import { readLessonTexts } from './course-files.ts';
import { readParams } from './load-params.ts';
import type { CourseOption } from './options.ts';
import { type Refusal, refusal } from './refuse.ts';
import type { Cli } from './services.ts';

export async function readCourse(
  cli: Cli,
  options: CourseOption,
  lang: Lang = cli.io.lang,
  machine: unknown = {},
): Promise<Result<Course, Refusal>> {
  const { io } = cli;
  const definition = await cli.services.course();
  const params = await readParams(cli, options, machine);
  if (!params.ok) return params;
  const edition = languageOf(definition, lang);
  const course = loadCourse(definition, edition, await readLessonTexts(definition, [edition]), params.value);
  if (course.ok) return course;
  const [first] = course.error;
  const problem = first ? translator(io.lang)(first.text) : '';
  return err(refusal(text('cli.course-broken', { file: first?.file ?? '', line: first?.line ?? 0, problem })));
}
