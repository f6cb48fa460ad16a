import { taught } from '../../../lessons/testing/taught.ts';
import type { Course } from '../../../src/course/course.ts';
import { type Lang, langs } from '../../../src/i18n/lang.ts';

const read = await Promise.all(langs.map(async (lang) => [lang, await taught(lang)] as const));

/** The lessons of this checkout: what learners will really see on their screens. */
export const realCourses = Object.fromEntries(read) as { readonly [lang in Lang]: Course };
