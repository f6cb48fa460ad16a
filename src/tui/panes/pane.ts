import { unreachable } from '../../result.ts';
import { proseWidth } from '../layout.ts';
import type { PaneName, State } from '../model.ts';
import { pictureLines } from '../picture/picture.ts';
import type { Line } from '../text/span.ts';
import { checksLines } from './checks.ts';
import { lessonLines } from './lesson.ts';
import { runLines } from './run.ts';

/** All lines of a pane, each at most `width` cells wide; screens show the part that fits. */
export function paneLines(state: State, pane: PaneName, width: number): readonly Line[] {
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
