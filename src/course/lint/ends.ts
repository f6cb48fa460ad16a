import { text } from '../../i18n/text.ts';
import type { LessonEnd } from '../course.ts';
import type { ParsedLesson } from '../parse.ts';
import type { CourseProblem } from '../problem.ts';
import { type LintInput, problemIn, type Rule } from './rule.ts';

/** Either every lesson ends with a page or none does, and it offers the same in every language. */
export const endsRule: Rule = ({ content, editions }: LintInput) => {
  const [first, ...others] = editions;
  const wanted = editions.flat().some(({ lesson }) => lesson.end !== undefined);
  const without = editions.flat().filter(({ lesson }) => wanted && !lesson.end);
  return [
    ...without.map((lesson) => problemIn(lesson, text('course.lint-end-missing'))),
    ...others.flatMap((other) => other.flatMap((lesson, at) => differing(first[at], lesson))),
    ...strays(first, content.leftOut ?? []),
  ];
};

function differing(one: ParsedLesson | undefined, other: ParsedLesson): readonly CourseProblem[] {
  const [there, here] = [one?.lesson.end, other.lesson.end];
  if (!there || !here || sameOf(there) === sameOf(here)) return [];
  return [problemIn(other, text('course.lint-end-differs'))];
}

/** What is the same in every language: what is typed, and what is quoted. */
const sameOf = ({ experiments, counterpart }: LessonEnd): string =>
  JSON.stringify([experiments.map(({ commands }) => commands), counterpart.match(/^```[\s\S]*?^```/gm)]);

/** What is said of a command that no lesson has would be shown nowhere. */
function strays(
  lessons: readonly ParsedLesson[],
  leftOut: NonNullable<LintInput['content']['leftOut']>,
): readonly CourseProblem[] {
  const [file] = lessons;
  const all = lessons.map(({ lesson }) => lesson);
  const isHeld = ({ step, command, check }: (typeof leftOut)[number]): boolean =>
    all.some(
      ({ steps }) =>
        steps.some((one) => one.id === step && one.commands[command] !== undefined) &&
        steps.some(({ checks }) => checks.some(({ id }) => id === check)),
    );
  return leftOut
    .filter((one) => file && !isHeld(one))
    .flatMap(({ step, command, check }) =>
      file ? [problemIn(file, text('course.lint-end-stray', { step, command: command + 1, check }))] : [],
    );
}
