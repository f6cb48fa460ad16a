import { text } from '../../i18n/text.ts';
import type { CourseProblem } from '../problem.ts';
import { type LintInput, problemIn, type Rule } from './rule.ts';

/** A goal is what a lesson's own requests show: it names checks of its steps that send something. */
export const goalsRule: Rule = ({ content, editions: [first], knownChecks }: LintInput) =>
  Object.entries(content.goals ?? {}).flatMap(([lesson, checks]): readonly CourseProblem[] => {
    const place = first.find((one) => one.lesson.id === lesson);
    const [file] = first;
    if (!place) return file ? [problemIn(file, text('course.lint-goal-lesson', { lesson }))] : [];
    const own = new Set(place.lesson.steps.flatMap((step) => step.checks.map(({ id }) => id)));
    const sends = ({ id, kind }: { readonly id: string; readonly kind: string }): boolean =>
      kind === 'behaviour' && own.has(id);
    const known = knownChecks ? new Set(knownChecks.filter(sends).map(({ id }) => id)) : own;
    return checks
      .filter((check) => !known.has(check))
      .map((check) => problemIn(place, text('course.lint-goal-check', { lesson, check })));
  });
