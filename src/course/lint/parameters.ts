import { text } from '../../i18n/text.ts';
import type { CourseProblem } from '../problem.ts';
import { resolveLesson, substitution, textsOf } from '../resolve.ts';
import { type LintInput, problemIn, type Rule } from './rule.ts';

/** When everything is overridden, no default may be left in any text: a learner would see a name that does not exist. */
export const parametersRule: Rule = ({ content: { params }, editions }: LintInput) => {
  const substitute = substitution(params, params.probe.params);
  const needles = params.probe.leftovers.map(needleOf);
  return editions.flat().flatMap((lesson) => {
    const words = textsOf(resolveLesson(lesson.lesson, substitute));
    return needles.flatMap(({ token, pattern }) =>
      words.flatMap((part): CourseProblem[] => {
        const found = pattern.exec(part);
        if (!found) return [];
        const context = part.slice(Math.max(0, found.index - 20), found.index + token.length + 20).replace(/\s+/g, ' ');
        return [problemIn(lesson, text('course.lint-parameter-left', { token, context }))];
      }),
    );
  });
};

/** Where no longer word surrounds it. */
function needleOf(token: string): { readonly token: string; readonly pattern: RegExp } {
  const quoted = token.replaceAll('.', '\\.');
  return { token, pattern: new RegExp(`(?<![A-Za-z0-9])${quoted}${/\w$/.test(token) ? '(?![A-Za-z0-9])' : ''}`) };
}
