import type { State } from '../model/state.ts';
import type { Line } from '../text/span.ts';
import { footerLine, headerLine } from './bars.ts';
import { type BodyFrame, bodyOf, moreBelow } from './body-frame.ts';
import { bannerLines, type MessageRow, messageHeight, messageRow } from './message.ts';

/** Everything that is on the screen in one state: components draw it, scrolling reads it. Widths in cells, heights in rows. */
export interface Frame {
  readonly columns: number;
  readonly rows: number;
  readonly header: Line;
  /** A step that broke behind the learner's back; mostly empty. */
  readonly banner: readonly Line[];
  readonly body: BodyFrame;
  readonly message: MessageRow;
  readonly footer: Line;
}

/** The header and the footer. */
const barRows = 2;

/** Lays a state out for its terminal. Costs milliseconds: the store keeps the frame of its latest state. */
export function frameOf(state: State): Frame {
  const banner = bannerLines(state);
  const message = messageRow(state);
  const body = bodyOf(state, Math.max(1, state.rows - barRows - banner.length - messageHeight(message)));
  return {
    columns: state.columns,
    rows: state.rows,
    header: headerLine(state),
    banner,
    body,
    message,
    footer: footerLine(state, moreBelow(state, body)),
  };
}
