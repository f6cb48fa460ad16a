import { unreachable } from '../../result.ts';
import type { PaneName, State } from '../model/state.ts';
import { checksLines } from '../panes/checks.ts';
import { lessonLines } from '../panes/lesson.ts';
import { runLines } from '../panes/run.ts';
import { pictureLines } from '../picture/picture.ts';
import type { Line } from '../text/span.ts';

/** Longer lines of prose are hard to follow. */
export const proseWidth = 84;

// A frame asks several times for the same lines: once to share the rows, once to show them, once for the marks.
const known = new WeakMap<State, Map<string, readonly Line[]>>();

/** All lines of a pane, each at most `width` cells wide; screens show the part that fits. */
export function paneLines(state: State, pane: PaneName, width: number): readonly Line[] {
  const lines = known.get(state) ?? new Map<string, readonly Line[]>();
  known.set(state, lines);
  const key = `${pane} ${width}`;
  const found = lines.get(key) ?? drawn(state, pane, width);
  lines.set(key, found);
  return found;
}

function drawn(state: State, pane: PaneName, width: number): readonly Line[] {
  switch (pane) {
    case 'lesson':
      return lessonLines(state, Math.min(width, proseWidth));
    case 'run':
      return runLines(state, width);
    case 'checks':
      return checksLines(state, width);
    case 'picture':
      return pictureLines(state, width);
    default:
      return unreachable(pane);
  }
}
