import { glyphs } from '../../text/glyphs.ts';
import { allSteps, countSteps, courseOf } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { translate, wordsIn } from '../model/words.ts';
import { type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';

/** The lab cannot be used: what is wrong and the command that fixes it. Not the learner's fault, and looks so. */
export function labFailedLines(state: State, width: number): readonly Line[] {
  if (state.screen.type !== 'lab-failed') return [];
  const { failure } = state.screen;
  return [
    ...wrap([span(translate(state.lang, 'ui.lab-failed.title'), 'error', { bold: true })], width, {
      first: [span('? ', 'error')],
    }),
    [],
    ...wrap([span(wordsIn(state.lang)(failure.text))], width),
    [],
    ...(failure.fix
      ? [
          ...wrap([span(translate(state.lang, 'ui.lab-failed.fix'))], width),
          [],
          ...failure.fix
            .split('\n')
            .flatMap((line) =>
              wrap([span(line, 'code')], width, { first: [{ text: '  ' }], rest: [{ text: '    ' }] }),
            ),
          [],
        ]
      : []),
    ...wrap([span(translate(state.lang, 'ui.lab-failed.next'), 'muted')], width),
    ...wrap([span(translate(state.lang, 'ui.lab-failed.code', { code: failure.code }), 'muted')], width),
  ];
}

/** The end of the course. Skipped steps stay visible. */
export function finishLines(state: State, width: number): readonly Line[] {
  const counts = countSteps(state);
  const total = allSteps(state).length;
  const summary = translate(state.lang, 'ui.finish.summary', {
    done: counts.done,
    total,
    lessons: courseOf(state).lessons.length,
  });
  const skipped =
    counts.skipped > 0
      ? [
          ...wrap([span(translate(state.lang, 'ui.finish.skipped', { count: counts.skipped }), 'blocked')], width, {
            first: [span('↷ ', 'blocked')],
          }),
        ]
      : [];
  const broken =
    counts.broken > 0
      ? [
          ...wrap([span(translate(state.lang, 'ui.finish.broken', { count: counts.broken }), 'fail')], width, {
            first: [span(`${glyphs.fail} `, 'fail')],
          }),
        ]
      : [];
  return [
    ...wrap([span(translate(state.lang, 'ui.finish.title'), 'pass', { bold: true })], width, {
      first: [span(`${glyphs.pass} `, 'pass')],
    }),
    [],
    ...wrap([span(summary)], width),
    ...skipped,
    ...broken,
    [],
    ...wrap([span(translate(state.lang, 'ui.finish.what'))], width),
    [],
    ...wrap([span(translate(state.lang, 'ui.finish.next'), 'muted')], width),
  ];
}

/** What is asked before something is thrown away or passed over. */
export function confirmLines(state: State, width: number): readonly Line[] {
  if (state.overlay?.type !== 'confirm') return [];
  const { question, step } = state.overlay;
  const title = allSteps(state).find((one) => one.id === step)?.title ?? '';
  return [
    ...wrap([span(translate(state.lang, `ui.confirm.${question}`, { step: title }), 'text', { bold: true })], width),
    [],
    ...wrap([span(translate(state.lang, `ui.confirm.${question}.what`), 'muted')], width),
    [],
    [
      span('y', 'accent', { bold: true }),
      span(` ${translate(state.lang, 'ui.key.yes')}    `),
      span('n', 'accent', { bold: true }),
      span(` ${translate(state.lang, 'ui.key.no')}`),
    ],
  ];
}

/** A bug of ours: neither a failed check nor a failed look, and it says where to report. */
export function bugLines(lang: State['lang'], message: string, width: number): readonly Line[] {
  return [
    ...wrap([span(translate(lang, 'ui.bug.title'), 'error', { bold: true })], width, { first: [span('! ', 'error')] }),
    [],
    ...wrap([span(translate(lang, 'ui.bug.what'))], width),
    [],
    ...message
      .split('\n')
      .slice(0, 8)
      .flatMap((line) => wrap([span(line, 'muted')], width, { first: [{ text: '  ' }], rest: [{ text: '  ' }] })),
    [],
    ...wrap([span(translate(lang, 'ui.bug.report'))], width),
  ];
}
