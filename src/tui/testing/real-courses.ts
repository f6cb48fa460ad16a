import { taught } from '../../../lessons/testing/taught.ts';
import type { Course } from '../../course/course.ts';
import type { Lang } from '../../i18n/text.ts';

/** The lessons of this checkout: what learners will really see on their screens. */
export const realCourses: { readonly [lang in Lang]: Course } = {
  en: await taught('en'),
  'zh-CN': await taught('zh-CN'),
};
