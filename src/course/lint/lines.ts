import { text } from '../../i18n/text.ts';
import type { CourseProblem } from '../problem.ts';
import { type LintInput, placedSteps, problemAt, problemIn, type Rule } from './rule.ts';

/** Who types the commands sees each of them ticked by checks of its step: of several commands somebody has to say by which. */
export const linesRule: Rule = ({ content, editions: [first] }: LintInput) => {
  const lines = content.lines ?? {};
  const places = placedSteps(first);
  const known = new Set(places.map(({ step }) => step.id));
  const [file] = first;
  const strangers = Object.keys(lines).filter((step) => !known.has(step));
  return [
    ...(file ? strangers.map((step) => problemIn(file, text('course.lint-lines-step', { step }))) : []),
    ...places.flatMap((place): readonly CourseProblem[] => {
      const { id: step, commands, checks } = place.step;
      const said = lines[step];
      if (commands.length < 2 && !said) return [];
      if (said?.length !== commands.length)
        return [problemAt(place, text('course.lint-lines-count', { step, commands: commands.length }))];
      const own = new Set(checks.map(({ id }) => id));
      return said
        .flat()
        .filter((check) => !own.has(check))
        .map((check) => problemAt(place, text('course.lint-lines-check', { step, check })));
    }),
  ];
};
