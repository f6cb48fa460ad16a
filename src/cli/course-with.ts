import type { Course } from '../course/course.ts';
import { loadCourse } from '../course/load.ts';
import type { CourseWith } from '../grading/targets.ts';
import { readLessonTexts } from './course-files.ts';
import type { Cli } from './services.ts';

export async function courseWith({ services }: Cli, course: Course): Promise<CourseWith> {
  const definition = await services.course();
  const texts = await readLessonTexts(definition, [course.lang]);
  const own = JSON.stringify(course.params);
  // A large class has as many sets as students, and needs each once: only the last one is kept.
  let last = { params: own, course };
  return (params) => {
    const asked = JSON.stringify(params);
    if (asked === own) return course;
    if (asked !== last.params) {
      const loaded = loadCourse(definition, course.lang, texts, params);
      last = { params: asked, course: loaded.ok ? loaded.value : course };
    }
    return last.course;
  };
}
