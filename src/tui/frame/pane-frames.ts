import type { PaneName, State } from '../model/state.ts';
import { clipLine, spread } from '../text/clip.ts';
import { columnGap, halves, proseWidth } from '../text/columns.ts';
import { type Line, span } from '../text/span.ts';
import { clamp, lastOffset, moreMark, type Viewport } from '../text/viewport.ts';
import { cellWidth, lineWidth } from '../text/width.ts';
import { paneTitle, tabsLine } from './bars.ts';
import { paneLines } from './pane-lines.ts';
import { shareRows } from './share-rows.ts';

/** One pane of the step screen: its box in cells (without the title row), and of its lines those that are shown. */
export interface PaneFrame extends Viewport {
  readonly pane: PaneName;
  readonly width: number;
  readonly lines: readonly Line[];
}

export interface TitledPane extends PaneFrame {
  readonly title: Line;
}

/** On a small terminal one pane at a time, chosen in the tab row; on a large one all of them, in columns. */
export type PanesFrame =
  | { readonly type: 'tabs'; readonly tabs: Line; readonly pane: PaneFrame }
  | { readonly type: 'columns'; readonly columns: readonly (readonly TitledPane[])[] };

export function panesFrame(state: State, height: number): PanesFrame {
  if (state.columns >= 170 && state.rows >= 36) return threeColumns(state, height);
  if (state.columns >= 110 && state.rows >= 30) return twoColumns(state, height);
  return tabs(state, state.columns, height);
}

/** A pane, if it is on the screen. */
export const paneNamed = (body: PanesFrame, name: PaneName): PaneFrame | undefined =>
  body.type === 'tabs' ? body.pane : body.columns.flat().find(({ pane }) => pane === name);

/** What to read on the left, what the lab says about it on the right. */
function twoColumns(state: State, height: number): PanesFrame {
  const [left, right] = halves(state.columns);
  return {
    type: 'columns',
    columns: [stack(state, left, height, ['lesson']), stack(state, right, height, ['run', 'checks', 'picture'])],
  };
}

/** Output gets a column of its own: it is what grows longest. */
function threeColumns(state: State, height: number): PanesFrame {
  const room = state.columns - 2 * columnGap;
  const lesson = Math.min(proseWidth, Math.floor(room * 0.36));
  const facts = Math.floor(room * 0.33);
  return {
    type: 'columns',
    columns: [
      stack(state, lesson, height, ['lesson']),
      stack(state, room - lesson - facts, height, ['run']),
      stack(state, facts, height, ['checks', 'picture']),
    ],
  };
}

function tabs(state: State, width: number, height: number): PanesFrame {
  const lines = paneLines(state, state.pane, width);
  const pane = paneFrame(state, state.pane, width, Math.max(1, height - 1), lines);
  return { type: 'tabs', tabs: spread(tabsLine(state, width), [span(moreMark(pane), 'muted')], width), pane };
}

/** Rows below which the panes beside a terminal are one at a time. */
const columnRows = 26;

/**
 * Beside a terminal: what to read and what holds of it, or what was printed where that is looked at; the picture is above
 * the terminal, so that what is typed is seen to become a wire.
 */
export function besideTerminal(
  state: State,
  widths: { readonly lesson: number; readonly terminal: number },
  height: number,
): { readonly panes: PanesFrame; readonly above?: TitledPane } {
  if (height < columnRows) return { panes: tabs(state, widths.lesson, height) };
  const left: readonly PaneName[] = ['lesson', state.pane === 'run' ? 'run' : 'checks'];
  const picture = paneLines(state, 'picture', widths.terminal);
  // Half, whatever is wired: a shell whose terminal changed its size with every wire would draw itself anew each time.
  const rows = Math.floor((height - 2) / 2);
  return {
    panes: { type: 'columns', columns: [stack(state, widths.lesson, height, left)] },
    above: titled(state, paneFrame(state, 'picture', widths.terminal, rows, picture)),
  };
}

/** Rows that a pane keeps however much the others have to show. */
const leastRows: { readonly [pane in PaneName]: number } = { lesson: 6, run: 5, checks: 6, picture: 8 };

/**
 * Panes below each other, a title row each. Every pane gets the rows that it needs, the one in use first; what nobody
 * needs goes to the first, so that the ones below it stand still while it grows.
 */
function stack(state: State, width: number, height: number, panes: readonly PaneName[]): readonly TitledPane[] {
  const texts = panes.map((pane) => ({ pane, lines: paneLines(state, pane, width) }));
  const wants = texts.map(({ pane, lines }) => ({ need: lines.length, least: leastRows[pane] }));
  const inUse = panes.indexOf(state.pane);
  // Output that was there before scrolls away by itself; verdicts and the picture are looked at in one piece.
  const order = [...(inUse < 0 ? [] : [inUse]), ...panes.map((_, index) => index).toReversed()];
  const heights = shareRows(height - panes.length, wants, order);
  return texts.map(({ pane, lines }, index) =>
    titled(state, paneFrame(state, pane, width, heights[index] ?? 1, lines)),
  );
}

function paneFrame(state: State, pane: PaneName, width: number, height: number, all: readonly Line[]): PaneFrame {
  const offset = shownOffset(state, pane, { total: all.length, height });
  const lines = all.slice(offset, offset + height).map((line) => clipLine(line, width));
  return { pane, width, height, offset, total: all.length, lines };
}

/** First line to show: what the learner scrolled to, kept within the content; output is followed to its end until then. */
function shownOffset(state: State, pane: PaneName, size: Omit<Viewport, 'offset'>): number {
  const last = lastOffset(size);
  return clamp(state.offsets[pane] ?? (pane === 'run' ? last : 0), 0, last);
}

/** `▸ 3 Checks 2/3 ──────── ↑ 30/64 ↓` */
function titled(state: State, pane: PaneFrame): TitledPane {
  const inUse = state.pane === pane.pane;
  const role = inUse ? 'accent' : 'muted';
  const more = moreMark(pane);
  const left: Line = [span(inUse ? '▸ ' : '─ ', role), ...paneTitle(state, pane.pane), span(' ')];
  const rule = Math.max(0, pane.width - lineWidth(left) - cellWidth(more) - (more === '' ? 0 : 1));
  const title = spread([...left, span('─'.repeat(rule), role)], more === '' ? [] : [span(more, 'muted')], pane.width);
  return { ...pane, title };
}
