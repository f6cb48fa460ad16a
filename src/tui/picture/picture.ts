import type { MessageId } from '../../i18n/catalogue.ts';
import type { Picture } from '../../verify/picture.ts';
import type { State } from '../model.ts';
import { sections } from '../panes/lesson.ts';
import { type Line, type Span, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';
import { say } from '../words.ts';
import { boxLines, narrowestBoxes } from './boxes.ts';
import { listLines } from './list.ts';

/** What is wired so far, and which flows the latest look proved. `art: false` for readers who cannot use boxes. */
export function pictureLines(state: State, width: number, art = true): readonly Line[] {
  const { picture } = state;
  if (!picture) return wrap([span(say(state.lang, 'ui.picture.none'), 'muted')], width);
  const drawing = art && width >= narrowestBoxes ? boxLines(state, picture, width) : listLines(state, picture, width);
  return sections([drawing, flowLines(state, picture, width)]);
}

type Flow = Picture['flows'][number];

/** `Proved  c1 → c2 ✔ answered`, several on a line where they fit. */
function flowLines(state: State, picture: Picture, width: number): readonly Line[] {
  if (picture.flows.length === 0) return [];
  // Two fetches of one pair, e.g. of c1 and of its published port, say the same when they end the same way.
  const told = new Map(picture.flows.map((flow) => [`${flow.from} ${flow.to} ${flow.outcome}`, flow]));
  const parts = [...told.values()].flatMap((flow, index): readonly Span[] => [
    ...(index === 0 ? [] : [span('   ')]),
    ...flowSpans(state, flow),
  ]);
  return wrap(parts, width, {
    first: [span(`${say(state.lang, 'ui.picture.flows')} `, 'muted')],
    rest: [{ text: '  ' }],
  });
}

// No-break spaces keep a flow on one line.
function flowSpans(state: State, flow: Flow): readonly Span[] {
  const good = flow.outcome === 'answered';
  const id: MessageId = `ui.flow.${flow.outcome}`;
  const role = good ? 'pass' : flow.outcome === 'other' ? 'error' : 'fail';
  return [
    span(`${flow.from}\u00a0→\u00a0${flow.to}\u00a0`),
    span(`${good ? '✔' : '✘'}\u00a0${say(state.lang, id).replaceAll(' ', '\u00a0')}`, role),
  ];
}
