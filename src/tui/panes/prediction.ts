import type { Prediction, Step } from '../../course/course.ts';
import { owesAnswer } from '../../learn/acts.ts';
import { markdownLines } from '../markdown/markdown.ts';
import { isProved } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import { sections } from '../text/sections.ts';
import { type Line, span } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** The question that is asked before the commands run. */
export function questionLines(state: State, step: Step, chosen: number, width: number): readonly Line[] {
  const { prediction } = step;
  if (!prediction) return [];
  const options = prediction.options.flatMap((option, index) => {
    const here = index === chosen;
    const mark = [span(here ? '▸ ' : '  ', 'accent'), span(`${index + 1} `, 'muted')];
    return prefixed(markdownLines(option, width - 4), mark, '    ');
  });
  return sections([
    [[span(translate(state.lang, 'ui.predict.title'), 'accent', { bold: true })]],
    markdownLines(prediction.question, width),
    options,
    wrap([span(translate(state.lang, 'ui.predict.help'), 'muted')], width),
  ]);
}

/** Why it is so, within reach of everybody once it can be seen in the lab; for whoever guessed, right or wrong. */
export function answerLines(state: State, step: Step, width: number): readonly Line[] {
  const { prediction } = step;
  const guess = state.progress.predictions[step.id];
  const told = (isProved(state, step) && !owesAnswer(step, state.progress)) || state.progress.steps[step.id] === 'done';
  if (!prediction || !told) return [];
  const because = markdownLines(prediction.explanation, width - 2).map((line): Line => [{ text: '  ' }, ...line]);
  if (guess === undefined)
    return [
      [span(translate(state.lang, 'ui.predict.why'), 'accent', { bold: true })],
      ...markdownLines(prediction.question, width - 2).map((line): Line => [{ text: '  ' }, ...line]),
      ...optionLines(state, prediction, 'ui.predict.is', prediction.answer, width),
      ...because,
    ];
  const right = guess === prediction.answer;
  const verdict = right
    ? span(`✔ ${translate(state.lang, 'ui.predict.right')}`, 'pass')
    : span(`↷ ${translate(state.lang, 'ui.predict.wrong')}`, 'accent');
  return [
    [span(`${translate(state.lang, 'ui.predict.result')}  `, 'accent', { bold: true }), verdict],
    ...optionLines(state, prediction, 'ui.predict.yours', guess, width),
    ...(right ? [] : optionLines(state, prediction, 'ui.predict.answer', prediction.answer, width)),
    ...because,
  ];
}

/** `you said: an option`, its words wrapped once, beside their label. */
function optionLines(
  state: State,
  { options }: Prediction,
  label: 'ui.predict.yours' | 'ui.predict.answer' | 'ui.predict.is',
  index: number,
  width: number,
): readonly Line[] {
  const words = span(`  ${translate(state.lang, label)} `, 'muted');
  const indent = cellWidth(words.text);
  return prefixed(markdownLines(options[index] ?? '', width - indent), [words], ' '.repeat(indent));
}

const prefixed = (lines: readonly Line[], first: Line, rest: string): readonly Line[] =>
  lines.map((line, index) => [...(index === 0 ? first : [{ text: rest }]), ...line]);
