import type { State } from '../model/state.ts';
import { activeTab } from '../model/terminal.ts';
import { clipLine } from '../text/clip.ts';
import { columnGap } from '../text/columns.ts';
import { type Line, type Span, span } from '../text/span.ts';
import { lineWidth } from '../text/width.ts';
import { terminalTitle } from './bars.ts';
import { hasRoomBeside } from './room.ts';

/** The terminal's box in cells (without its title row), and what is on it. */
export interface TerminalFrame {
  readonly title: Line;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** Cells for the lesson and for the terminal beside it; without room for both the terminal has all of them. */
export function terminalWidths(state: State): { readonly lesson: number; readonly terminal: number } {
  if (!hasRoomBeside(state) || state.terminals?.zoomed) return { lesson: 0, terminal: state.columns };
  const terminal = Math.floor(((state.columns - columnGap) * (state.terminals?.share ?? 50)) / 100);
  return { lesson: state.columns - columnGap - terminal, terminal };
}

export function terminalFrame(state: State, width: number, height: number, tabs: Line | undefined): TerminalFrame {
  const screen = activeTab(state.terminals)?.screen;
  // A screen of another size is on its way.
  const lines = (screen?.lines ?? []).slice(0, height);
  return {
    title: tabs ?? titleRow(state, width, screen?.back ?? 0),
    width,
    height,
    lines: screen?.columns === width ? lines : lines.map((line) => clipLine(line, width)),
  };
}

/** `▸ 5 Terminal  1 host ──────── ↑ 120`: how many rows it was scrolled back. */
function titleRow(state: State, width: number, back: number): Line {
  const role = state.terminals?.focus ? 'accent' : 'muted';
  const more: readonly Span[] = back > 0 ? [span(` ↑ ${back}`, 'accent')] : [];
  const left = [span(state.terminals?.focus ? '▸ ' : '─ ', role), ...terminalTitle(state), span(' ')];
  const rule = Math.max(0, width - lineWidth(left) - lineWidth(more));
  return clipLine([...left, span('─'.repeat(rule), role), ...more], width);
}
