import { allSteps, countSteps, courseOf, mapStatus, stepNumber } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { mapStatuses } from '../model/status.ts';
import { translate } from '../model/words.ts';
import { clipLine, padText } from '../text/clip.ts';
import { progressBar } from '../text/progress-bar.ts';
import { blank, type Line, span } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';

export interface MapView {
  readonly lines: readonly Line[];
  /** Row of the step under the cursor. */
  readonly cursorRow: number;
}

/** How far the learner has come: `━━━╌╌╌ 12 of 28 steps done, 1 skipped`. */
export function mapHead(state: State, width: number): readonly Line[] {
  const counts = countSteps(state);
  const total = allSteps(state).length;
  const words = translate(state.lang, 'ui.map.progress', {
    done: counts.done,
    total,
    skipped: counts.skipped,
    broken: counts.broken,
  });
  const cells = Math.max(8, Math.min(30, width - cellWidth(words) - 4));
  return [clipLine([span(' '), ...progressBar(counts.done, total, cells), span(`  ${words}`)], width), blank];
}

/** Lessons with their steps, one row each. */
export function mapView(state: State, width: number): MapView {
  if (state.screen.type !== 'map') return { lines: [], cursorRow: 0 };
  const under = allSteps(state)[state.screen.cursor]?.id;
  const column = Math.max(...Object.values(mapStatuses).map((status) => cellWidth(translate(state.lang, status.word))));
  const lines: Line[] = [];
  let cursorRow = 0;
  for (const lesson of courseOf(state).lessons) {
    if (lines.length > 0) lines.push(blank);
    lines.push(clipLine([span(` ${lesson.number}. ${lesson.title}`, 'heading', { bold: true })], width));
    for (const step of lesson.steps) {
      const { glyph, word, role } = mapStatuses[mapStatus(state, step)];
      const here = step.id === under;
      if (here) cursorRow = lines.length;
      const status = span(`${glyph} ${padText(translate(state.lang, word), column)}`, role);
      const title = ` ${stepNumber(state, step)} ${step.title} `;
      lines.push(
        clipLine(
          [span(here ? ' ❯ ' : '   ', 'accent'), status, span(' '), span(title, here ? 'selected' : 'text')],
          width,
        ),
      );
    }
  }
  return { lines, cursorRow };
}
