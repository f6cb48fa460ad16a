import { markdownLines } from '../markdown/markdown.ts';
import { allSteps, stepNumber } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { halves, proseWidth } from '../text/columns.ts';
import { blank, type Line, span } from '../text/span.ts';
import { clamp, lastOffset } from '../text/viewport.ts';
import { wrap } from '../text/wrap.ts';
import { type MapView, mapHead, mapView } from './map-lines.ts';

/** The whole course; on a wide terminal with a look into the step under the cursor. */
export interface MapPage {
  readonly head: readonly Line[];
  /** Rows below the head. */
  readonly height: number;
  /** Cells of the list. */
  readonly width: number;
  /** Of the list, the rows that are shown. */
  readonly list: readonly Line[];
  /** The step under the cursor, beside the list. */
  readonly preview?: readonly Line[];
}

export function mapPage(state: State, rows: number): MapPage {
  const head = mapHead(state, state.columns);
  const height = Math.max(1, rows - head.length);
  if (state.columns < 110) return { head, height, width: state.columns, list: listLines(state, state.columns, height) };
  const [left, right] = halves(state.columns);
  const preview = previewLines(state, Math.min(proseWidth, right)).slice(0, height);
  return { head, height, width: left, list: listLines(state, left, height), preview };
}

function listLines(state: State, width: number, height: number): readonly Line[] {
  const view = mapView(state, width);
  const offset = mapOffset(view, height);
  return view.lines.slice(offset, offset + height);
}

/** First row to show so that the cursor stays in view, with some rows around it. */
function mapOffset({ lines, cursorRow }: MapView, height: number): number {
  const around = Math.min(3, Math.floor(height / 4));
  return clamp(cursorRow - Math.max(around, Math.floor(height / 2)), 0, lastOffset({ total: lines.length, height }));
}

function previewLines(state: State, width: number): readonly Line[] {
  const step = state.screen.type === 'map' ? allSteps(state)[state.screen.cursor] : undefined;
  if (!step) return [];
  const title = wrap([span(`${stepNumber(state, step)} ${step.title}`, 'heading', { bold: true })], width);
  return [...title, blank, ...markdownLines(step.prose, width)];
}
