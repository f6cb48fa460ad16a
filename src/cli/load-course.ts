import type { Course } from '../course/course.ts';
import { loadCourse } from '../course/load.ts';
import { type Lang, text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import { err, type Result } from '../result.ts';
import { readLessonTexts } from './course-files.ts';
import { readParams } from './load-params.ts';
import { type Refusal, refusal } from './refuse.ts';
import type { Io } from './services.ts';

export async function readCourse(
  io: Io,
  pairs: readonly string[],
  lang: Lang = io.lang,
  machine: unknown = {},
): Promise<Result<Course, Refusal>> {
  const params = await readParams(io, pairs, machine);
  if (!params.ok) return params;
  const course = loadCourse(lang, await readLessonTexts([lang]), params.value);
  if (course.ok) return course;
  const [first] = course.error;
  const problem = first ? translator(io.lang)(first.text) : '';
  return err(refusal(text('cli.course-broken', { file: first?.file ?? '', line: first?.line ?? 0, problem })));
}
