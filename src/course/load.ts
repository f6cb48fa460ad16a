import { lessonFolders } from '../../lessons/course.ts';
import { type Lang, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { Course, Lesson } from './course.ts';
import type { Params } from './params.ts';
import { fileOf, type LessonText, type ParsedLesson, parseLesson } from './parse.ts';
import { peerSubstitution, withPeerNote } from './peers.ts';
import type { CourseProblem } from './problem.ts';
import { resolveLesson, substitution } from './resolve.ts';

/** Joins the lesson files of one language to a course with every parameter resolved. Texts of other languages may be among them. */
export function loadCourse(
  lang: Lang,
  texts: readonly LessonText[],
  params: Params,
): Result<Course, readonly CourseProblem[]> {
  const parsed = parseLessons(lang, texts);
  if (!parsed.ok) return parsed;
  const substitute = substitution(params);
  const peers = peerSubstitution(params);
  const lessons: readonly Lesson[] = parsed.value.map(({ lesson }) => {
    const safe = resolveLesson(lesson, peers);
    const noted = {
      ...safe,
      steps: safe.steps.map((step, at) => withPeerNote(step, lesson.steps[at] ?? step, params, lang)),
    };
    return resolveLesson(noted, substitute);
  });
  return ok({ lang, params, lessons });
}

/** The lessons of one language in the course's order, parameters at their defaults. */
export function parseLessons(
  lang: Lang,
  texts: readonly LessonText[],
): Result<readonly ParsedLesson[], readonly CourseProblem[]> {
  const problems: CourseProblem[] = [];
  const lessons: ParsedLesson[] = [];
  for (const folder of lessonFolders) {
    const source = texts.find((candidate) => candidate.lang === lang && candidate.folder === folder);
    if (!source) {
      problems.push({ file: fileOf({ folder, lang }), line: 1, text: text('course.file-missing') });
      continue;
    }
    const result = parseLesson(source);
    if (result.ok) lessons.push(result.value);
    else problems.push(...result.error);
  }
  return problems.length > 0 ? err(problems) : ok(lessons);
}
