import { lintCourse } from '../../course/lint.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { readLessonTexts, readSourceCommands } from '../course-files.ts';
import { courseDocument, toCourseDocument } from '../json/course-document.ts';
import { readOwnCourse } from '../lab-course.ts';
import type { CourseOption } from '../options.ts';
import { refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';
import { courseMarkdown, courseScript } from '../words/course-export.ts';

export async function courseList(cli: Cli, options: CourseOption & { readonly json?: boolean }): Promise<number> {
  const { io } = cli;
  const course = await readOwnCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  if (options.json) {
    io.out(`${JSON.stringify(courseDocument.parse(toCourseDocument(course.value)), null, 2)}\n`);
    return exit.good;
  }
  for (const lesson of course.value.lessons) {
    io.out(`${lesson.number}. ${lesson.title}\n`);
    for (const step of lesson.steps) io.out(`   ${lesson.id}/${step.id}  ${step.title}\n`);
  }
  return exit.good;
}

/** Exit 1 when the lessons have problems. */
export async function courseLint({ io, services }: Cli): Promise<number> {
  const translate = translator(io.lang);
  const content = await services.course();
  const [texts, sourceCommands] = await Promise.all([readLessonTexts(content), readSourceCommands(content)]);
  const source = sourceCommands ? { sourceCommands } : {};
  const problems = lintCourse({ content, texts, ...source, knownChecks: content.checks });
  for (const problem of problems) io.out(`${problem.file}:${problem.line}: ${translate(problem.text)}\n`);
  io.err(`${translate(text('cli.lint.summary', { count: problems.length }))}\n`);
  return problems.length > 0 ? exit.failed : exit.good;
}

export type ExportFormat = 'markdown' | 'sh' | 'json';

/** The whole course with its parameters resolved: a handout, a script of all commands, or data. */
export async function courseExport(
  cli: Cli,
  options: CourseOption & { readonly format: ExportFormat },
): Promise<number> {
  const { io } = cli;
  const course = await readOwnCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  const printers = {
    markdown: courseMarkdown,
    sh: courseScript,
    json: ({ lang, params, lessons }: typeof course.value) =>
      `${JSON.stringify({ version: 1, lang, params, lessons }, null, 2)}\n`,
  } as const;
  io.out(printers[options.format](course.value));
  return exit.good;
}
