import { columnGap } from '../frame/layout.ts';
import { type Walking, walkingOf } from '../model/current-walk.ts';
import type { State } from '../model/state.ts';
import { pictureLines } from '../picture/picture.ts';
import { clipLine, padLine } from '../text/clip.ts';
import { blank, type Line } from '../text/span.ts';
import { clamp } from '../update/scrolling.ts';
import { endLines, hopLines, listLines, titleLines } from './hop-lines.ts';

/** The walk on the picture, in exactly the room that there is: the picture beside the hops, or above the current one. */
export function walkLines(state: State, width: number, height: number): readonly Line[] {
  const walking = walkingOf(state);
  if (!walking) return [];
  return width >= 110 ? beside(state, walking, width, height) : below(state, walking, width, height);
}

/** For screen readers and the line mode: no drawing, the same words. */
export function walkWordsLines(state: State, width: number): readonly Line[] {
  const walking = walkingOf(state);
  if (!walking) return [];
  return [
    ...titleLines(state, walking, width),
    ...endLines(state, walking, width),
    ...hopLines(state, walking, walking.hop, width),
    ...listLines(state, walking).map((line) => clipLine(line, width)),
  ];
}

function beside(state: State, walking: Walking, width: number, height: number): readonly Line[] {
  const left = Math.floor((width - columnGap) / 2);
  const right = width - columnGap - left;
  const words = [...endLines(state, walking, right), blank, ...hopLines(state, walking, walking.hop, right), blank];
  const list = listLines(state, walking);
  const title = titleLines(state, walking, width);
  const room = Math.max(1, height - title.length - 1);
  const hops = around(list, list.findIndex(isMarked), room - words.length);
  const picture = around(drawing(state, left), 0, room);
  const columns = [...words, ...hops].slice(0, room);
  return [
    ...title,
    blank,
    ...Array.from({ length: room }, (_, row) => [
      ...padLine(picture[row] ?? blank, left + columnGap),
      ...clipLine(columns[row] ?? blank, right),
    ]),
  ];
}

function below(state: State, walking: Walking, width: number, height: number): readonly Line[] {
  const title = titleLines(state, walking, width);
  const words = [...hopLines(state, walking, walking.hop, width), ...endLines(state, walking, width)];
  const picture = drawing(state, width);
  const room = Math.max(leastPicture, height - title.length - words.length);
  const shown = around(picture, picture.findIndex(isMarked), Math.min(room, picture.length));
  return [...title, ...shown, ...words].slice(0, height);
}

/** Rows of the picture that stay, however much there is to say. */
const leastPicture = 5;

/** The picture without what was tried: only this packet matters now. */
const drawing = (state: State, width: number): readonly Line[] =>
  state.picture
    ? pictureLines({ ...state, picture: { ...state.picture, flows: [] } }, width)
    : pictureLines(state, width);

const isMarked = (line: Line): boolean => line.some(({ role }) => role === 'selected');

/** `height` of the lines, with this one in the middle as far as possible. */
function around(lines: readonly Line[], row: number, height: number): readonly Line[] {
  const from = clamp(row - Math.floor(height / 2), 0, Math.max(0, lines.length - height));
  return lines.slice(from, from + Math.max(0, height));
}
