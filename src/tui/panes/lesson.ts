import type { Step } from '../../course/course.ts';
import { markdownLines } from '../markdown/markdown.ts';
import { checksOf, currentStep, lessonOf, stepNumber } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { diagnosisText, translate, wordsIn } from '../model/words.ts';
import { sections } from '../text/sections.ts';
import { type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';
import { commandLines } from './commands.ts';

/** Prose, the command block, what to look at, and the hints that were asked for. */
export function lessonLines(state: State, width: number): readonly Line[] {
  const step = currentStep(state);
  if (!step) return [];
  const lesson = lessonOf(state, step);
  const first = lesson?.steps[0]?.id === step.id;
  return sections([
    first && lesson ? [...wrap([span(`${lesson.number}. ${lesson.title}`, 'heading', { bold: true })], width)] : [],
    first && lesson ? markdownLines(lesson.intro, width) : [],
    wrap([span(`${stepNumber(state, step)} ${step.title}`, 'heading', { bold: true })], width),
    markdownLines(step.prose, width),
    commandLines(state, step, width),
    step.look === '' ? [] : [label(state, 'ui.lesson.look'), ...markdownLines(step.look, width)],
    hintLines(state, step, width),
  ]);
}

const label = (state: State, id: 'ui.lesson.look' | 'ui.lesson.hints'): Line => [
  span(translate(state.lang, id), 'accent', { bold: true }),
];

const tiers = ['nudge', 'concept', 'command'] as const;
const tierParts = ['hint1', 'hint2', 'hint3'] as const;

function hintLines(state: State, step: Step, width: number): readonly Line[] {
  const opened = Math.min(state.progress.hints[step.id] ?? 0, step.hints.length);
  if (opened === 0) return [];
  const failing = checksOf(state, step).find((check) => check.result?.verdict.verdict === 'fail')?.result?.verdict;
  const diagnosis = failing?.verdict === 'fail' && state.attempted[step.id] ? failing.diagnosis : undefined;
  const hints = tiers.slice(0, opened).flatMap((tier, index) => {
    const part = tierParts[index] ?? 'hint1';
    const special = diagnosis && diagnosisText(diagnosis, part);
    // One voice: what fails right now has hints of its own, and the step's would speak of something else beside them.
    const body = markdownLines(special ? wordsIn(state.lang)(special) : (step.hints[index] ?? ''), width - 2);
    const head: Line = [span(`${index + 1} `, 'muted'), span(translate(state.lang, `ui.hint.${tier}`), 'accent')];
    return [head, ...body.map((line): Line => [{ text: '  ' }, ...line])];
  });
  const left = step.hints.length - opened;
  const more: readonly Line[] =
    left === 0 ? [] : wrap([span(translate(state.lang, 'ui.hint.more', { count: left }), 'muted')], width);
  return [label(state, 'ui.lesson.hints'), ...hints, ...more];
}
