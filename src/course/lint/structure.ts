import { inHan } from '../../i18n/lang.ts';
import { text } from '../../i18n/text.ts';
import type { CourseProblem } from '../problem.ts';
import { type LintInput, type PlacedStep, placedSteps, problemAt, type Rule } from './rule.ts';

/** Each step is complete and small enough for a terminal of 80x24. */
export const structureRule: Rule = ({ editions }: LintInput) => [
  ...placedSteps(editions.flat()).flatMap(problemsOf),
  ...twice(placedSteps(editions[0])),
];

function problemsOf(place: PlacedStep): CourseProblem[] {
  const { step, lesson } = place;
  const [nudge, , command] = step.hints;
  const characters = inHan(lesson.lang);
  const { length, max } = proseLength(step.prose, characters);
  const unit = text(characters ? 'course.lint-unit-characters' : 'course.lint-unit-words');
  return [
    ...(step.checks.length > 0 ? [] : [problemAt(place, text('course.lint-no-checks', { step: step.id }))]),
    ...(step.commands.every((line) => command.includes(line))
      ? []
      : [problemAt(place, text('course.lint-hint-command', { step: step.id }))]),
    ...(step.commands.some((line) => nudge.includes(line))
      ? [problemAt(place, text('course.lint-hint-spoils', { step: step.id }))]
      : []),
    ...(length >= 60 && length <= max
      ? []
      : [problemAt(place, text('course.lint-prose-length', { step: step.id, length, max, unit }))]),
  ];
}

/** Chinese is counted in characters, what has spaces in words. */
function proseLength(prose: string, characters: boolean): { length: number; max: number } {
  if (characters) return { length: prose.match(/\p{Script=Han}/gu)?.length ?? 0, max: 250 };
  return { length: prose.split(/\s+/).filter((word) => /\w/.test(word)).length, max: 180 };
}

function twice(places: readonly PlacedStep[]): CourseProblem[] {
  const seen = new Set<string>();
  return places.flatMap((place) => {
    const { id } = place.step;
    const known = seen.has(id);
    seen.add(id);
    return known ? [problemAt(place, text('course.lint-step-unique', { step: id }))] : [];
  });
}
