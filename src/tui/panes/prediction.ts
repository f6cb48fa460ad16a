import type { Step } from '../../course/course.ts';
import { markdownLines } from '../markdown/markdown.ts';
import { isProved } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import { sections } from '../text/sections.ts';
import { type Line, span } from '../text/span.ts';
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

/** Right or wrong, and why; only once the answer can be seen in the lab. */
export function answerLines(state: State, step: Step, width: number): readonly Line[] {
  const { prediction } = step;
  const guess = state.progress.predictions[step.id];
  if (!prediction || guess === undefined || !(isProved(state, step) && seen(state, step))) return [];
  const right = guess === prediction.answer;
  const verdict = right
    ? span(`✔ ${translate(state.lang, 'ui.predict.right')}`, 'pass')
    : span(`↷ ${translate(state.lang, 'ui.predict.wrong')}`, 'accent');
  const option = (label: 'ui.predict.yours' | 'ui.predict.answer', index: number): readonly Line[] => {
    const words = `${translate(state.lang, label)} `;
    return prefixed(
      markdownLines(prediction.options[index] ?? '', width - 4),
      [span(`  ${words}`, 'muted')],
      '    ',
      width,
    );
  };
  return [
    [span(`${translate(state.lang, 'ui.predict.result')}  `, 'accent', { bold: true }), verdict],
    ...option('ui.predict.yours', guess),
    ...(right ? [] : option('ui.predict.answer', prediction.answer)),
    ...markdownLines(prediction.explanation, width - 2).map((line): Line => [{ text: '  ' }, ...line]),
  ];
}

const seen = (state: State, step: Step): boolean =>
  state.attempted[step.id] === true || state.progress.steps[step.id] === 'done';

function prefixed(lines: readonly Line[], first: Line, rest: string, width?: number): readonly Line[] {
  // A label may be longer than the hanging indent: wrap once more when it does not fit.
  return lines.flatMap((line, index) =>
    width === undefined
      ? [[...(index === 0 ? first : [{ text: rest }]), ...line]]
      : wrap(line, width, { first: index === 0 ? first : [{ text: rest }], rest: [{ text: rest }] }),
  );
}
