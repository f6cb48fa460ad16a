import type { State } from '../model/state.ts';
import { clipText } from '../text/clip.ts';
import type { Line } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { Canvas, left, right } from './canvas.ts';
import { hooksAt, isAt, type Stop, stopWords } from './hook-stops.ts';

/** Narrower than this, the names of the hooks would be cut. */
export const narrowestMap = 56;
const widestMap = 78;
/** Rows of a map, whatever hangs on its hooks. */
export const mapRows = 6;

const upper = 0;
const middle = 2;
const lower = 4;
const pass = '▶';

/**
 * The way of packets through one node in six rows: in by PREROUTING, then up to the programs or below them through FORWARD,
 * out by POSTROUTING. Below each hook what hangs there; the one where the packet is has a mark.
 */
export function hookMapLines(state: State, node: string, width: number): readonly Line[] {
  const columns = Math.min(width, widestMap);
  const canvas = new Canvas(columns);
  const put = (x: number, y: number, stop: Stop): number => putStop(state, canvas, node, x, y, stop);
  const fork = 14;
  const merge = columns - 16;
  canvas.text(0, upper, clipText(node, fork - 1), 'accent');

  canvas.vertical(fork, upper, lower, 'muted');
  canvas.vertical(merge, upper, lower, 'muted');
  canvas.horizontal(fork, merge, upper, 'muted');
  canvas.horizontal(fork, merge, lower, 'muted');
  canvas.join(fork, middle, left, 'muted');
  canvas.join(merge, middle, right, 'muted');
  put(0, middle, 'in');
  put(2, middle, 'prerouting');
  put(fork + 2, middle, 'routing');
  put(merge + 2, middle, 'postrouting');
  put(columns - 2, middle, 'out');
  drawPrograms(state, canvas, node, fork + 1, merge - 1);
  canvas.text(fork + 1, lower, pass, 'muted');
  put(fork + 2, lower, 'forward');

  const room = { prerouting: fork - 2, postrouting: columns - merge - 2, forward: merge - fork - 3 };
  canvas.text(2, middle + 1, clipText(hooksAt(state, node, 'prerouting'), room.prerouting), 'code');
  canvas.text(merge + 2, middle + 1, clipText(hooksAt(state, node, 'postrouting'), room.postrouting), 'code');
  canvas.text(fork + 2, lower + 1, clipText(hooksAt(state, node, 'forward'), room.forward), 'code');
  return canvas.lines();
}

/** The upper way: what comes in for this node, its programs, what they send. */
function drawPrograms(state: State, canvas: Canvas, node: string, from: number, to: number): void {
  const way = ['input', 'programs', 'output'] as const;
  // Each with its arrow, and room for a mark.
  const widths = way.map((stop) => cellWidth(stopWords(state, stop)) + 1);
  const gap = Math.max(1, Math.floor((to - from - widths.reduce((sum, width) => sum + width, 0)) / way.length));
  way.reduce((x, stop, index) => {
    canvas.text(x, upper, pass, 'muted');
    putStop(state, canvas, node, x + 1, upper, stop);
    const room = (widths[index] ?? 0) + gap - 1;
    if (stop !== 'programs') canvas.text(x + 1, upper + 1, clipText(hooksAt(state, node, stop), room), 'code');
    return x + (widths[index] ?? 0) + gap;
  }, from);
}

/** Its name, set off from the line that it stands on; returns the column after it. */
function putStop(state: State, canvas: Canvas, node: string, x: number, y: number, stop: Stop): number {
  const here = isAt(state, node, stop);
  const words = stop === 'in' || stop === 'out' ? pass : stopWords(state, stop);
  return canvas.text(x, y, here ? `◆${words}` : words, here ? 'selected' : stop === 'routing' ? 'muted' : 'text');
}
