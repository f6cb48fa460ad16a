import type { MessageId } from '../../i18n/catalogue.ts';
import type { Picture } from '../../picture/picture.ts';
import { glyphs } from '../../text/glyphs.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import { sections } from '../text/sections.ts';
import { type Line, type Span, span } from '../text/span.ts';
import { lineWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { boxLines, narrowestBoxes } from './boxes.ts';
import { listLines } from './list.ts';

/** What is wired so far, and which flows the latest look proved. `art: false` for readers who cannot use boxes. */
export function pictureLines(state: State, width: number, art = true): readonly Line[] {
  const { picture } = state;
  const held = state.heldPicture ? wrap([span(translate(state.lang, 'ui.picture.held'), 'accent')], width) : [];
  if (!picture) return held.length > 0 ? held : wrap([span(translate(state.lang, 'ui.picture.none'), 'muted')], width);
  const drawing = art && width >= narrowestBoxes ? boxLines(state, picture, width) : listLines(state, picture, width);
  return sections([held, drawing, flowLines(state, picture, width)]);
}

type Flow = Picture['flows'][number];

/** `Tried: web → 192.0.2.61:8080, db ✔ answered`, several on a line where they fit. The same node can be met at several addresses. */
function flowLines(state: State, picture: Picture, width: number): readonly Line[] {
  if (picture.flows.length === 0) return [];
  const lines: Line[] = [[span(`${translate(state.lang, 'ui.picture.flows')} `, 'muted')]];
  for (const flow of together(picture.flows).map((flows) => flowSpans(state, flows))) {
    const last = lines.at(-1) ?? [];
    const gap = span(last.length === 1 ? '' : '   ');
    // Chinese may be cut anywhere, so a flow that does not fit is moved as a whole.
    if (lineWidth([...last, gap, ...flow]) <= width) lines[lines.length - 1] = [...last, gap, ...flow];
    else lines.push([{ text: '  ' }, ...flow]);
  }
  return lines.flatMap((line) => wrap(line, width, { rest: [{ text: '  ' }] }));
}

/** What one node reached, or did not reach, with the same outcome. */
type Together = Pick<Flow, 'from' | 'outcome'> & { readonly to: readonly string[] };

/** Where one node got to, or did not, with the same end: said once, each of its goals once. */
function together(flows: readonly Flow[]): readonly Together[] {
  const groups = new Map<string, Together>();
  for (const { from, to: name, address, outcome } of flows) {
    const to = address ?? name;
    const key = `${from} ${outcome}`;
    const before = groups.get(key)?.to ?? [];
    groups.set(key, { from, outcome, to: before.includes(to) ? before : [...before, to] });
  }
  return [...groups.values()];
}

// No-break spaces keep a flow on one line.
function flowSpans(state: State, { from, to, outcome }: Together): readonly Span[] {
  const good = outcome === 'answered';
  const id: MessageId = `ui.flow.${outcome}`;
  const role = good ? 'pass' : outcome === 'other' ? 'error' : 'fail';
  return [
    span(`${from}\u00a0→\u00a0${to.join(',\u00a0')}\u00a0`),
    span(`${good ? glyphs.pass : glyphs.fail}\u00a0${translate(state.lang, id).replaceAll(' ', '\u00a0')}`, role),
  ];
}
