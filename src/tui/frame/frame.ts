import type { State } from '../model/state.ts';
import type { Terminals } from '../model/terminal.ts';
import type { Line } from '../text/span.ts';
import { footerLine, headerLine } from './bars.ts';
import { type BodyFrame, bodyOf, moreBelow } from './body-frame.ts';
import { bannerLines, type MessageRow, messageHeight, messageRow, mostRows } from './message.ts';
import { showsTerminal } from './room.ts';
import { terminalFrame } from './terminal-frame.ts';

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
  // A shell is not told another size whenever there is more to say.
  const kept = showsTerminal(state) ? mostRows : 0;
  const messageRows = Math.max(kept, messageHeight(message));
  const body = bodyOf(state, Math.max(1, state.rows - barRows - banner.length - messageRows));
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

/** The frame after the one of another state: what a shell prints moves nothing but its terminal, many times a second. */
export function frameAfter(before: { readonly state: State; readonly frame: Frame } | undefined, state: State): Frame {
  const body = before?.frame.body;
  if (!before || body?.type !== 'terminal' || !onlyPrinted(before.state, state)) return frameOf(state);
  const { width, height, title } = body.terminal;
  const terminal = terminalFrame(state, width, height, body.panes ? undefined : title);
  return { ...before.frame, body: { ...body, terminal } };
}

/** Nothing changed but what is on terminals. */
function onlyPrinted(before: State, after: State): boolean {
  const [shells, now] = [before.terminals, after.terminals];
  return (
    shells !== undefined &&
    now !== undefined &&
    same<State>(before, after, ['terminals']) &&
    same<Terminals>(shells, now, ['tabs']) &&
    shells.tabs.length === now.tabs.length &&
    shells.tabs.every((tab, index) => tab.id === now.tabs[index]?.id)
  );
}

function same<T extends object>(one: T, other: T, besides: readonly (keyof T)[]): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof T>;
  return [...names].every((name) => besides.includes(name) || one[name] === other[name]);
}
