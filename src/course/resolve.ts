import type { Lesson, LessonEnd, Step } from './course.ts';
import type { ParamSet, Params } from './params.ts';

/** Rewrites the defaults in a text to the values of one set of parameters. */
export type Substitute = (text: string) => string;

const quote = (token: string): string => token.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * A token counts only where no longer word or address surrounds it: `192.0.2.2` in `192.0.2.2:80`, not in
 * `192.0.2.20`; `web` in `--name=web`, not in `web2` or `web-serves`. A full stop at the end of a sentence is no part of a word.
 */
const before = '(?<![A-Za-z0-9_-])(?<![A-Za-z0-9_]\\.)';
const beforePrefix = '(?<![A-Za-z0-9_./-])';
const after = '(?![A-Za-z0-9_-])(?!\\.[A-Za-z0-9_])';

/** All tokens are looked up in one pass, so a value that equals another default is never replaced again. */
export function substitution({ tokens: tokensOf, defaults }: ParamSet, params: Params): Substitute {
  const values = tokensOf(params);
  const tokens = new Map(tokensOf(defaults).map((token, index) => [token, values[index] ?? token]));
  const longestFirst = [...tokens.keys()].sort((a, b) => b.length - a.length);
  const pattern = longestFirst.map((token) => (token.startsWith('/') ? beforePrefix : before) + quote(token)).join('|');
  const tokenPattern = new RegExp(`(?:${pattern})${after}`, 'g');
  return (text) => text.replace(tokenPattern, (token) => tokens.get(token) ?? token);
}

export function resolveLesson(lesson: Lesson, substitute: Substitute): Lesson {
  return {
    ...lesson,
    title: substitute(lesson.title),
    intro: substitute(lesson.intro),
    steps: lesson.steps.map((step) => resolveStep(step, substitute)),
    ...(lesson.end ? { end: resolveEnd(lesson.end, substitute) } : {}),
  };
}

const resolveEnd = (end: LessonEnd, substitute: Substitute): LessonEnd => ({
  title: substitute(end.title),
  prose: substitute(end.prose),
  counterpart: substitute(end.counterpart),
  experiments: end.experiments.map(({ question, commands, outcome }) => ({
    question: substitute(question),
    commands: commands.map(substitute),
    outcome: substitute(outcome),
  })),
  needs: end.needs,
});

function resolveStep(step: Step, substitute: Substitute): Step {
  const [nudge, concept, command] = step.hints;
  const { prediction } = step;
  return {
    ...step,
    title: substitute(step.title),
    prose: substitute(step.prose),
    commands: step.commands.map(substitute),
    look: substitute(step.look),
    ...(prediction
      ? {
          prediction: {
            question: substitute(prediction.question),
            options: prediction.options.map(substitute),
            answer: prediction.answer,
            explanation: substitute(prediction.explanation),
          },
        }
      : {}),
    checks: step.checks.map(({ id, title }) => ({ id, title: substitute(title) })),
    hints: [substitute(nudge), substitute(concept), substitute(command)],
    undo: step.undo.map(substitute),
  };
}

/** Every text of a lesson that a learner sees, for looking things up in all of it. */
export const textsOf = (lesson: Lesson): readonly string[] => [
  lesson.title,
  lesson.intro,
  ...lesson.steps.flatMap((step) => [
    ...[step.title, step.prose, ...step.commands, step.look],
    ...(step.prediction ? [step.prediction.question, ...step.prediction.options, step.prediction.explanation] : []),
    ...[...step.checks.map((check) => check.title), ...step.hints, ...step.undo],
  ]),
  ...endTexts(lesson.end),
];

const endTexts = (end: LessonEnd | undefined): readonly string[] =>
  end
    ? [
        ...[end.title, end.prose, end.counterpart],
        ...end.experiments.flatMap(({ question, commands, outcome }) => [question, ...commands, outcome]),
      ]
    : [];
