import { readLessonTexts } from '../../src/cli/course-files.ts';
import type { Course } from '../../src/course/course.ts';
import { loadCourse } from '../../src/course/load.ts';
import { sceneOf } from '../../src/course/scene.ts';
import type { Lang } from '../../src/i18n/text.ts';
import { course } from '../course.ts';
import { defaultParams, type Params } from '../params/params.ts';

/** The lab as this course has it. */
export const scene = sceneOf(course, defaultParams);

/** The lessons of this checkout, as a learner gets them. */
export async function taught(lang: Lang = 'en', params: Params = defaultParams): Promise<Course> {
  const loaded = loadCourse(course, lang, await readLessonTexts(course, [lang]), params);
  if (!loaded.ok) throw new Error(`the course does not load: ${JSON.stringify(loaded.error)}`);
  return loaded.value;
}
