import { boxOf, layoutOf } from '../frame/layout.ts';
import { paneLines } from '../frame/pane-lines.ts';
import type { Command, PaneName, State } from '../model/state.ts';
import { helpHeight, helpLines } from '../screens/help-lines.ts';

/** How far a movement command goes, in lines; ends are as far as possible. */
export function distance(command: Command, page: number): number | undefined {
  switch (command) {
    case 'up':
      return -1;
    case 'down':
      return 1;
    case 'page-up':
      return -Math.max(1, page - 1);
    case 'page-down':
      return Math.max(1, page - 1);
    case 'top':
      return Number.NEGATIVE_INFINITY;
    case 'bottom':
      return Number.POSITIVE_INFINITY;
    default:
      return undefined;
  }
}

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** First line to show: what the learner scrolled to, kept within the content; panes that follow their end start there. */
export function shownOffset(state: State, pane: PaneName, total: number, height: number): number {
  const most = Math.max(0, total - height);
  return clamp(state.offsets[pane] ?? (pane === 'run' ? most : 0), 0, most);
}

export function scrollPane(state: State, command: Command): State {
  const box = boxOf(layoutOf(state), state.pane);
  if (!box) return state;
  const by = distance(command, box.height);
  if (by === undefined) return state;
  const total = paneLines(state, box.pane, box.width).length;
  const most = Math.max(0, total - box.height);
  const offset = clamp(shownOffset(state, box.pane, total, box.height) + by, 0, most);
  const offsets = { ...state.offsets };
  // At its end the run pane goes back to following new output.
  if (box.pane === 'run' && offset === most) delete offsets.run;
  else offsets[box.pane] = offset;
  return { ...state, offsets };
}

export function scrollHelp(state: State, command: Command): State {
  if (state.overlay?.type !== 'help') return state;
  const height = helpHeight(state);
  const by = distance(command, height);
  if (by === undefined) return state;
  const most = Math.max(0, helpLines(state).length - height);
  return { ...state, overlay: { type: 'help', offset: clamp(clamp(state.overlay.offset, 0, most) + by, 0, most) } };
}
