import type { Course } from '../../course/course.ts';
import { type Lang, langs } from '../../i18n/lang.ts';
import { ok, type Result } from '../../result.ts';
import { findLesson } from '../find-lesson.ts';
import { readLabCourse } from '../lab-course.ts';
import { openSession } from '../open-session.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { type Refusal, refuse } from '../refuse.ts';
import type { Cli } from '../services.ts';

export interface LearnOptions extends LabOption, CourseOption {
  readonly lesson?: string;
}

type Courses = { readonly [lang in Lang]: Course };

/** The UI. `--lesson` starts it at that lesson's first step. */
export async function learn(cli: Cli, options: LearnOptions): Promise<number> {
  const { io, services } = cli;
  const courses = await readCourses(cli, options);
  if (!courses.ok) return refuse(io, courses.error);
  const { en } = courses.value;
  const lesson = options.lesson === undefined ? undefined : findLesson(en, options.lesson);
  if (lesson && !lesson.ok) return refuse(io, lesson.error);
  const lab = await services.lab(options.lab, en.params);
  const session = await openSession(services, lab, en, { ui: true, at: lesson?.value.steps[0]?.id });
  try {
    return await services.learn({ session, courses: courses.value, lang: io.lang, lab });
  } finally {
    await session.close();
  }
}

/** In every language: a learner may switch at any time. */
async function readCourses(cli: Cli, options: LearnOptions): Promise<Result<Courses, Refusal>> {
  const read = await Promise.all(langs.map(async (lang) => [lang, await readLabCourse(cli, options, lang)] as const));
  const courses: [Lang, Course][] = [];
  for (const [lang, course] of read) {
    if (!course.ok) return course;
    courses.push([lang, course.value]);
  }
  return ok(Object.fromEntries(courses) as { [lang in Lang]: Course });
}
