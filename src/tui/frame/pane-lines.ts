import { unreachable } from '../../result.ts';
import type { PaneName, State } from '../model/state.ts';
import { checksLines } from '../panes/checks.ts';
import { lessonLines } from '../panes/lesson.ts';
import { runLines } from '../panes/run.ts';
import { hooksLines } from '../picture/hooks.ts';
import { pictureLines } from '../picture/picture.ts';
import { proseWidth } from '../text/columns.ts';
import type { Line } from '../text/span.ts';

/** All lines of a pane, each at most `width` cells wide; a frame shows the part that fits. */
export function paneLines(state: State, pane: PaneName, width: number): readonly Line[] {
  switch (pane) {
    case 'lesson':
      return lessonLines(state, Math.min(width, proseWidth));
    case 'run':
      return runLines(state, width);
    case 'checks':
      return checksLines(state, width);
    case 'picture':
      return state.hooks ? hooksLines(state, width) : pictureLines(state, width);
    default:
      return unreachable(pane);
  }
}
