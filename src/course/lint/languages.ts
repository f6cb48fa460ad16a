import type { MessageId } from '../../i18n/catalogue.ts';
import { inHan } from '../../i18n/lang.ts';
import { text } from '../../i18n/text.ts';
import type { Step } from '../course.ts';
import type { ParsedLesson } from '../parse.ts';
import type { CourseProblem } from '../problem.ts';
import { asidesOf, type LintInput, type PlacedStep, placedSteps, problemAt, problemIn, type Rule } from './rule.ts';

/** All languages teach the same steps with the same commands; only the words differ, and they do differ. */
export const languagesRule: Rule = ({ editions: [first, ...others] }: LintInput) =>
  others.flatMap((other) => first.flatMap((one, index) => compareLessons(one, other[index])));

function compareLessons(english: ParsedLesson, other: ParsedLesson | undefined): CourseProblem[] {
  if (!other) return [];
  const there = placedSteps([english]);
  const here = placedSteps([other]);
  const pairs = here.flatMap((place, at) => {
    const twin = there[at];
    return twin ? [comparePair(twin, place, at + 1)] : [];
  });
  const count = text('course.lint-step-count', { there: there.length, here: here.length });
  return [...(there.length === here.length ? [] : [problemIn(other, count)]), ...pairs.flat()];
}

function comparePair(english: PlacedStep, other: PlacedStep, number: number): CourseProblem[] {
  const there = english.step.id;
  const here = other.step.id;
  if (there !== here) return [problemAt(other, text('course.lint-step-order', { number, there, here }))];
  return [
    ...mustAgree
      .filter(({ of }) => JSON.stringify(of(english.step)) !== JSON.stringify(of(other.step)))
      .map(({ what }) => problemAt(other, text('course.lint-differs', { step: here, what: text(what) }))),
    ...(inHan(other.lesson.lang) ? mixedUp(english, other) : []),
  ];
}

/** Whose script is another one, says nothing in the other language. */
function mixedUp(english: PlacedStep, chinese: PlacedStep): CourseProblem[] {
  const step = english.step.id;
  return [
    ...parts
      .filter(({ of }) => !isChinese(of(chinese.step)))
      .map(({ part }) => problemAt(chinese, text('course.lint-untranslated', { step, part: text(part) }))),
    ...parts
      .filter(({ of }) => han.test(of(english.step)))
      .map(({ part }) => problemAt(english, text('course.lint-chinese-in-english', { step, part: text(part) }))),
  ];
}

const mustAgree: readonly { readonly what: MessageId; readonly of: (step: Step) => unknown }[] = [
  { what: 'course.lint-what-commands', of: (step) => step.commands },
  { what: 'course.lint-what-undo', of: (step) => step.undo },
  { what: 'course.lint-what-checks', of: (step) => step.checks.map(({ id }) => id) },
  { what: 'course.lint-what-options', of: (step) => step.prediction?.options.length },
  { what: 'course.lint-what-answer', of: (step) => step.prediction?.answer },
  { what: 'course.lint-what-asides', of: (step) => asidesOf(step.prose).length + asidesOf(step.look).length },
];

const parts: readonly { readonly part: MessageId; readonly of: (step: Step) => string }[] = [
  { part: 'course.lint-part-title', of: (step) => step.title },
  { part: 'course.lint-part-prose', of: (step) => step.prose },
  { part: 'course.lint-part-look', of: (step) => step.look },
  { part: 'course.lint-part-prediction', of: ({ prediction }) => predictionWords(prediction) },
  { part: 'course.lint-part-hints', of: (step) => step.hints.join('\n') },
  { part: 'course.lint-part-checks', of: (step) => step.checks.map(({ title }) => title).join('\n') },
];

const predictionWords = (prediction: Step['prediction']): string =>
  prediction ? [prediction.question, ...prediction.options, prediction.explanation].join('\n') : '';

const han = /\p{Script=Han}/u;

/** Commands and names of machines stay Latin in a Chinese text, so only the other words count. */
function isChinese(words: string): boolean {
  const outsideCode = words.replace(/`[^`]*`|[\w-]+(?:\.[\w-]+)+/g, '');
  const characters = outsideCode.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latinWords = outsideCode.match(/[A-Za-z]{3,}/g)?.length ?? 0;
  return words === '' || characters > 2 * latinWords;
}
