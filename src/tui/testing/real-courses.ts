import { readFileSync } from 'node:fs';
import { defaultParams, lessonFolders } from '../../../lessons/course.ts';
import type { Course } from '../../course/course.ts';
import { loadCourse } from '../../course/load.ts';
import type { Lang } from '../../i18n/text.ts';

function realCourse(lang: Lang): Course {
  const texts = lessonFolders.map((folder) => ({
    lang,
    folder,
    text: readFileSync(new URL(`../../../lessons/${folder}/${lang}.md`, import.meta.url), 'utf8'),
  }));
  const course = loadCourse(lang, texts, defaultParams);
  if (!course.ok) throw new Error(JSON.stringify(course.error));
  return course.value;
}

/** The lessons of this checkout: what learners will really see on their screens. */
export const realCourses: { readonly [lang in Lang]: Course } = { en: realCourse('en'), 'zh-CN': realCourse('zh-CN') };
