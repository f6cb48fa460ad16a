import { findLesson } from '../find-lesson.ts';
import { readLabCourse } from '../lab-course.ts';
import { openSession } from '../open-session.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refuse } from '../refuse.ts';
import type { Cli } from '../services.ts';

export interface LearnOptions extends LabOption, CourseOption {
  readonly lesson?: string;
}

/** The UI. `--lesson` starts it at that lesson's first step. */
export async function learn(cli: Cli, options: LearnOptions): Promise<number> {
  const { io, services } = cli;
  const [en, zh] = await Promise.all([readLabCourse(cli, options, 'en'), readLabCourse(cli, options, 'zh-CN')]);
  if (!en.ok) return refuse(io, en.error);
  if (!zh.ok) return refuse(io, zh.error);
  const lesson = options.lesson === undefined ? undefined : findLesson(en.value, options.lesson);
  if (lesson && !lesson.ok) return refuse(io, lesson.error);
  const lab = await services.lab(options.lab, en.value.params);
  const session = await openSession(services, lab, en.value, { ui: true, at: lesson?.value.steps[0]?.id });
  try {
    return await services.learn({ session, courses: { en: en.value, 'zh-CN': zh.value }, lang: io.lang, lab });
  } finally {
    await session.close();
  }
}
