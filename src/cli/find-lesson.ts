import type { Course, Lesson } from '../course/course.ts';
import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { type Refusal, refusal } from './refuse.ts';

/** By id, or by the number of its section. */
export function findLesson(course: Course, name: string): Result<Lesson, Refusal> {
  const lesson = course.lessons.find(({ id, number }) => id === name || String(number) === name);
  if (lesson) return ok(lesson);
  const lessons = course.lessons.map(({ id }) => id).join(', ');
  return err(refusal(text('cli.unknown-lesson', { lesson: name.slice(0, 60), lessons })));
}
