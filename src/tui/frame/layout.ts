import type { PaneName, State } from '../model/state.ts';
import { bannerLines, messageRows } from './message.ts';
import { paneLines, proseWidth } from './pane-lines.ts';

/** A pane's place on the step screen, in cells; `height` counts content rows, without the title row. */
export interface PaneBox {
  readonly pane: PaneName;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  /** `tabs`: one pane at a time, chosen in the tab row; `columns`: all of them side by side. */
  readonly type: 'tabs' | 'columns';
  readonly columns: readonly (readonly PaneBox[])[];
}

/** Cells between two columns. */
export const columnGap = 3;

/** Rows between header and footer on the step screen. */
export function bodyRows(state: State): number {
  const header = 1;
  const footer = 1;
  return Math.max(1, state.rows - header - messageRows(state) - footer - bannerLines(state).length);
}

export function layoutOf(state: State): Layout {
  const body = bodyRows(state);
  if (state.columns >= 170 && state.rows >= 36) return threeColumns(state, body);
  if (state.columns >= 110 && state.rows >= 30) return twoColumns(state, body);
  return { type: 'tabs', columns: [[{ pane: state.pane, width: state.columns, height: Math.max(1, body - 1) }]] };
}

/** What to read on the left, what the lab says about it on the right. */
function twoColumns(state: State, body: number): Layout {
  const left = Math.floor((state.columns - columnGap) / 2);
  const right = state.columns - columnGap - left;
  return {
    type: 'columns',
    columns: [stack(state, left, body, ['lesson']), stack(state, right, body, ['run', 'checks', 'picture'])],
  };
}

/** Output gets a column of its own: it is what grows longest. */
function threeColumns(state: State, body: number): Layout {
  const room = state.columns - 2 * columnGap;
  const lesson = Math.min(proseWidth, Math.floor(room * 0.36));
  const facts = Math.floor(room * 0.33);
  return {
    type: 'columns',
    columns: [
      stack(state, lesson, body, ['lesson']),
      stack(state, room - lesson - facts, body, ['run']),
      stack(state, facts, body, ['checks', 'picture']),
    ],
  };
}

/** Rows that a pane keeps however much the others have to show. */
const leastRows: { readonly [pane in PaneName]: number } = { lesson: 6, run: 5, checks: 6, picture: 8 };

/**
 * Panes below each other, a title row each. Every pane gets the rows that it needs, the one in use first; what nobody
 * needs goes to the first, so that the ones below it stand still while it grows.
 */
function stack(state: State, width: number, body: number, panes: readonly PaneName[]): readonly PaneBox[] {
  const needs = panes.map((pane) => ({ need: paneLines(state, pane, width).length, least: leastRows[pane] }));
  const inUse = panes.indexOf(state.pane);
  // Output that was there before scrolls away by itself; verdicts and the picture are looked at in one piece.
  const order = [...(inUse < 0 ? [] : [inUse]), ...panes.map((_, index) => index).toReversed()];
  const heights = shareRows(body - panes.length, needs, order);
  return panes.map((pane, index) => ({ pane, width, height: heights[index] ?? 1 }));
}

/** Splits `rows`: at least `least` each (as far as needed and possible), then as needed in `order`; the rest to the first. */
export function shareRows(
  rows: number,
  wants: readonly { readonly need: number; readonly least: number }[],
  order: readonly number[],
): readonly number[] {
  let left = rows;
  const take = (wanted: number): number => {
    const taken = Math.max(0, Math.min(wanted, left));
    left -= taken;
    return taken;
  };
  const heights = wants.map(({ need, least }) => take(Math.min(need, least)));
  for (const index of order) {
    heights[index] = (heights[index] ?? 0) + take((wants[index]?.need ?? 0) - (heights[index] ?? 0));
  }
  heights[0] = (heights[0] ?? 0) + left;
  return heights;
}

export const boxOf = (layout: Layout, pane: PaneName): PaneBox | undefined =>
  layout.columns.flat().find((box) => box.pane === pane);
