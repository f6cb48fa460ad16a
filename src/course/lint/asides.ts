import { text } from '../../i18n/text.ts';
import { asidesOf, type LintInput, placedSteps, problemAt, type Rule } from './rule.ts';

/** What the course owes its learners beside its prose. */
export const asidesRule: Rule = ({ content, editions }: LintInput) =>
  placedSteps(editions.flat()).flatMap((place) =>
    (content.asides ?? [])
      .filter(
        ({ step, needle }) => step === place.step.id && !inAside(`${place.step.prose}\n\n${place.step.look}`, needle),
      )
      .map(({ step, needle }) => problemAt(place, text('course.lint-aside', { step, needle }))),
  );

const inAside = (prose: string, needle: string): boolean => asidesOf(prose).some((aside) => aside.includes(needle));
