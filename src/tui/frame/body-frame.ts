import { currentWalk } from '../model/current-walk.ts';
import { modeOf } from '../model/keymap.ts';
import type { PaneName, State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import { endLines } from '../screens/end-lines.ts';
import { helpLines } from '../screens/help-lines.ts';
import { type MapPage, mapPage } from '../screens/map-page.ts';
import { startingLines } from '../screens/starting-lines.ts';
import { bugLines, confirmLines, finishLines, labFailedLines } from '../screens/text-screens.ts';
import { proseWidth } from '../text/columns.ts';
import { type Line, span } from '../text/span.ts';
import { clamp, hasMoreBelow, lastOffset, type Viewport } from '../text/viewport.ts';
import { wrap } from '../text/wrap.ts';
import { walkLines } from '../walk/walk-lines.ts';
import { tabsLine } from './bars.ts';
import {
  besideTerminal,
  type PaneFrame,
  type PanesFrame,
  paneNamed,
  panesFrame,
  type TitledPane,
} from './pane-frames.ts';
import { showsTerminal } from './room.ts';
import { type TerminalFrame, terminalFrame, terminalWidths } from './terminal-frame.ts';

/** What is between the bars. `lines` are those that are shown. */
export type BodyFrame =
  /** Instead of everything: no bars either. */
  | { readonly type: 'too-small'; readonly lines: readonly Line[] }
  /** Words with a margin around them. */
  | { readonly type: 'page'; readonly lines: readonly Line[] }
  | ({ readonly type: 'end'; readonly lines: readonly Line[] } & Viewport)
  | ({ readonly type: 'help'; readonly lines: readonly Line[] } & Viewport)
  | { readonly type: 'walk'; readonly lines: readonly Line[]; readonly height: number }
  | ({ readonly type: 'map' } & MapPage)
  /** A shell, beside the panes where there is room. */
  | {
      readonly type: 'terminal';
      readonly terminal: TerminalFrame;
      readonly panes?: PanesFrame;
      readonly above?: TitledPane;
    }
  | PanesFrame;

const smallest = { columns: 40, rows: 10 };
const margin = 2;

/** The screen of a state, or the overlay on top of it, in `height` rows. */
export function bodyOf(state: State, height: number): BodyFrame {
  if (state.columns < smallest.columns || state.rows < smallest.rows) return tooSmall(state);
  const width = Math.min(state.columns - 2 * margin, proseWidth);
  const { screen, overlay } = state;
  if (screen.type === 'bug') return page(bugLines(state.lang, screen.message, width));
  if (overlay?.type === 'help') return helpBody(state, overlay.offset);
  if (overlay?.type === 'confirm') return page(confirmLines(state, width));
  switch (screen.type) {
    case 'starting':
      return page(startingLines(state, state.columns - 2 * margin));
    case 'lab-failed':
      return page(labFailedLines(state, width));
    case 'map':
      return { type: 'map', ...mapPage(state, height) };
    case 'end':
      return endBody(state, screen.offset, height);
    case 'finish':
      return page(finishLines(state, width));
    case 'step':
      return currentWalk(state)
        ? { type: 'walk', lines: walkLines(state, state.columns, height), height }
        : showsTerminal(state)
          ? terminalBody(state, height)
          : panesFrame(state, height);
  }
}

function terminalBody(state: State, height: number): BodyFrame {
  const widths = terminalWidths(state);
  if (widths.lesson === 0)
    return {
      type: 'terminal',
      terminal: terminalFrame(state, widths.terminal, Math.max(1, height - 1), tabsLine(state)),
    };
  const beside = besideTerminal(state, widths, height);
  const taken = beside.above ? beside.above.height + 1 : 0;
  const rows = Math.max(1, height - 1 - taken);
  return { type: 'terminal', terminal: terminalFrame(state, widths.terminal, rows, undefined), ...beside };
}

const page = (lines: readonly Line[]): BodyFrame => ({ type: 'page', lines });

const tooSmall = (state: State): BodyFrame => ({
  type: 'too-small',
  lines: wrap([span(translate(state.lang, 'ui.too-small'))], state.columns).slice(0, state.rows),
});

/** The help takes the rows between the bars whatever the message needs: nobody reads that one now. */
function helpBody(state: State, wanted: number): BodyFrame {
  const lines = helpLines(state);
  const height = Math.max(1, state.rows - 3);
  const offset = clamp(wanted, 0, lastOffset({ total: lines.length, height }));
  return { type: 'help', lines: lines.slice(offset, offset + height), offset, total: lines.length, height };
}

/** The page at a lesson's end, from the line that was scrolled to. */
function endBody(state: State, wanted: number, height: number): BodyFrame {
  const lines = endLines(state, Math.min(state.columns - 1, proseWidth));
  const offset = clamp(wanted, 0, lastOffset({ total: lines.length, height }));
  return { type: 'end', lines: lines.slice(offset, offset + height), offset, total: lines.length, height };
}

/** The pane in use, or the help above it, goes on below its last row. */
export function moreBelow(state: State, body: BodyFrame): boolean {
  if (body.type === 'help' || body.type === 'end') return hasMoreBelow(body);
  const pane = modeOf(state) === 'step' ? paneIn(body, state.pane) : undefined;
  return pane !== undefined && hasMoreBelow(pane);
}

/** A pane, if the body has it. */
export function paneIn(body: BodyFrame, name: PaneName): PaneFrame | undefined {
  if (body.type === 'terminal')
    return body.above?.pane === name ? body.above : body.panes && paneNamed(body.panes, name);
  return body.type === 'tabs' || body.type === 'columns' ? paneNamed(body, name) : undefined;
}
