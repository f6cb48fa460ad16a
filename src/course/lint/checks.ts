import { text } from '../../i18n/text.ts';
import type { CourseProblem } from '../problem.ts';
import { type Edition, type KnownCheck, type LintInput, placedSteps, problemAt, type Rule } from './rule.ts';

/** The lessons and `checks/` name the same checks, and traffic is predicted before it flows. */
export const checksRule: Rule = ({ editions, knownChecks }: LintInput) => {
  if (!knownChecks) return [];
  const known = new Map(knownChecks.map((check) => [check.id, check]));
  const [first] = editions;
  return [...named(first, known), ...predicted(editions.flat(), known), ...unnamed(first, knownChecks)];
};

function named(lessons: Edition, known: ReadonlyMap<string, KnownCheck>): CourseProblem[] {
  const seen = new Set<string>();
  return placedSteps(lessons).flatMap((place) =>
    place.step.checks.flatMap(({ id: check }) => {
      const step = place.step.id;
      const belongs = known.get(check)?.step;
      const again = seen.has(check);
      seen.add(check);
      if (again) return [problemAt(place, text('course.lint-check-twice', { check }))];
      if (!belongs) return [problemAt(place, text('course.lint-check-unknown', { step, check }))];
      return belongs === step ? [] : [problemAt(place, text('course.lint-check-elsewhere', { check, belongs, step }))];
    }),
  );
}

function predicted(lessons: Edition, known: ReadonlyMap<string, KnownCheck>): CourseProblem[] {
  return placedSteps(lessons)
    .filter(({ step }) => !step.prediction && step.checks.some(({ id }) => known.get(id)?.kind === 'behaviour'))
    .map((place) => problemAt(place, text('course.lint-predict-missing', { step: place.step.id })));
}

function unnamed(lessons: Edition, knownChecks: readonly KnownCheck[]): CourseProblem[] {
  const inLessons = new Set(placedSteps(lessons).flatMap(({ step }) => step.checks.map(({ id }) => id)));
  return knownChecks
    .filter(({ id }) => !inLessons.has(id))
    .map(({ id, step }) => ({
      file: placedSteps(lessons).find((place) => place.step.id === step)?.lesson.file ?? lessons[0]?.file ?? '',
      line: 1,
      text: text('course.lint-check-unnamed', { check: id, step }),
    }));
}
