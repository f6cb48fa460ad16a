import { text } from '../../i18n/text.ts';
import type { ParsedLesson } from '../parse.ts';
import type { CourseProblem } from '../problem.ts';
import { type LintInput, type PlacedStep, placedSteps, problemAt, problemIn, type Rule } from './rule.ts';

/** Every command of the source, verbatim and in its order, and no other in a command block. */
export const sourceCommandsRule: Rule = ({ editions, sourceCommands }: LintInput) =>
  sourceCommands ? editions.flatMap((lessons) => compare(lessons, sourceCommands)) : [];

function compare(lessons: readonly ParsedLesson[], source: readonly string[]): CourseProblem[] {
  const problems: CourseProblem[] = [];
  let next = 0;
  const missing = (place: PlacedStep, until: number): void => {
    for (const command of source.slice(next, until)) {
      problems.push(problemAt(place, text('course.lint-command-missing', { command })));
    }
  };
  for (const place of placedSteps(lessons)) {
    for (const command of place.step.commands) {
      const found = source.indexOf(command, next);
      if (found < 0) {
        problems.push(problemAt(place, text('course.lint-command-extra', { command })));
      } else {
        missing(place, found);
        next = found + 1;
      }
    }
  }
  const [rest] = source.slice(next);
  const last = lessons.at(-1);
  if (rest !== undefined && last) problems.push(problemIn(last, text('course.lint-commands-end', { command: rest })));
  return problems;
}
