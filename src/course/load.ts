import { type Lang, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { CourseContent } from './content.ts';
import type { Course, Lesson, Step } from './course.ts';
import { withNeeds } from './needs.ts';
import type { Params } from './params.ts';
import { fileOf, type LessonText, type ParsedLesson, parseLesson } from './parse.ts';
import type { CourseProblem } from './problem.ts';
import { resolveLesson, substitution } from './resolve.ts';
import { sceneOf } from './scene.ts';

/** Joins the lesson files of one language to a course with every parameter resolved. Texts of other languages may be among them. */
export function loadCourse(
  content: CourseContent,
  lang: Lang,
  texts: readonly LessonText[],
  params: Params,
): Result<Course, readonly CourseProblem[]> {
  const parsed = parseLessons(content, lang, texts);
  if (!parsed.ok) return parsed;
  const substitute = substitution(content.params, params);
  const rewriting = content.rewriting?.(params);
  const resolved: readonly Lesson[] = parsed.value.map((one) => {
    const steps = one.lesson.steps.map((step) => withLines(step, content.lines?.[step.id]));
    const lesson = { ...one.lesson, steps, goal: content.goals?.[one.lesson.id] ?? [] };
    if (!rewriting) return resolveLesson(lesson, substitute);
    const safe = resolveLesson(lesson, rewriting.rewrite);
    const noted = safe.steps.map((step, at) => rewriting.note(step, lesson.steps[at] ?? step, lang));
    return resolveLesson({ ...safe, steps: noted }, substitute);
  });
  const lessons = resolved.map((lesson) => withNeeds(lesson, content.leftOut ?? [], substitute));
  return ok({ identity: content.identity, lang, params, scene: sceneOf(content, params), lessons });
}

const withLines = (step: Step, lines: Step['lines']): Step => (lines ? { ...step, lines } : step);

/** The lessons of one language in the course's order, parameters at their defaults. */
export function parseLessons(
  { home, lessons: folders, languages }: Pick<CourseContent, 'home' | 'lessons' | 'languages'>,
  lang: Lang,
  texts: readonly LessonText[],
): Result<readonly ParsedLesson[], readonly CourseProblem[]> {
  const problems: CourseProblem[] = [];
  const lessons: ParsedLesson[] = [];
  for (const folder of folders) {
    const source = texts.find((candidate) => candidate.lang === lang && candidate.folder === folder);
    if (!source) {
      problems.push({
        file: fileOf({ home, folder, lang }),
        line: 1,
        text: text('course.file-missing', { files: languages.map((one) => `${one}.md`).join(', ') }),
      });
      continue;
    }
    const result = parseLesson(source);
    if (result.ok) lessons.push(result.value);
    else problems.push(...result.error);
  }
  return problems.length > 0 ? err(problems) : ok(lessons);
}
