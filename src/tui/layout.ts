import { bannerLines, messageRows } from './message.ts';
import type { PaneName, State } from './model.ts';

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
/** Longer lines of prose are hard to follow. */
export const proseWidth = 84;

/** Rows between header and footer on the step screen. */
export function bodyRows(state: State): number {
  const header = 1;
  const footer = 1;
  return Math.max(1, state.rows - header - messageRows(state) - footer - bannerLines(state).length);
}

export function layoutOf(state: State): Layout {
  const body = bodyRows(state);
  if (state.columns >= 170 && state.rows >= 36) return threeColumns(state.columns, body);
  if (state.columns >= 110 && state.rows >= 30) return twoColumns(state.columns, body);
  return { type: 'tabs', columns: [[{ pane: state.pane, width: state.columns, height: Math.max(1, body - 1) }]] };
}

function twoColumns(columns: number, body: number): Layout {
  const left = Math.floor((columns - columnGap) / 2);
  const right = columns - columnGap - left;
  return {
    type: 'columns',
    columns: [stack(left, body, ['lesson', 'picture'], 0.5), stack(right, body, ['run', 'checks'], 0.45)],
  };
}

function threeColumns(columns: number, body: number): Layout {
  const room = columns - 2 * columnGap;
  const lesson = Math.min(proseWidth, Math.floor(room * 0.36));
  const picture = Math.floor(room * 0.3);
  return {
    type: 'columns',
    columns: [
      [{ pane: 'lesson', width: lesson, height: body - 1 }],
      stack(room - lesson - picture, body, ['run', 'checks'], 0.45),
      [{ pane: 'picture', width: picture, height: body - 1 }],
    ],
  };
}

function stack(
  width: number,
  body: number,
  [upper, lower]: readonly [PaneName, PaneName],
  share: number,
): readonly PaneBox[] {
  const first = Math.floor(body * share);
  return [
    { pane: upper, width, height: first - 1 },
    { pane: lower, width, height: body - first - 1 },
  ];
}

export const boxOf = (layout: Layout, pane: PaneName): PaneBox | undefined =>
  layout.columns.flat().find((box) => box.pane === pane);
