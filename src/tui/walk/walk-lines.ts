import { currentLeg, currentWalk, type Walking } from '../model/current-walk.ts';
import type { State } from '../model/state.ts';
import { hookMapLines, mapRows, narrowestMap } from '../picture/hook-map.ts';
import { stopLines } from '../picture/hooks.ts';
import { pictureLines } from '../picture/picture.ts';
import { clipLine, padLine } from '../text/clip.ts';
import { columnGap, halves } from '../text/columns.ts';
import { blank, type Line } from '../text/span.ts';
import { linesAround } from '../text/viewport.ts';
import { endLines, hopLines, listLines, titleLines } from './hop-lines.ts';

/** The walk on the picture, in exactly the room that there is: the picture beside the hops, or above the current one. */
export function walkLines(state: State, width: number, height: number): readonly Line[] {
  const walking = currentWalk(state);
  if (!walking) return [];
  return width >= 110 ? beside(state, walking, width, height) : below(state, walking, width, height);
}

/** For screen readers and the line mode: no drawing, the same words. */
export function walkWordsLines(state: State, width: number): readonly Line[] {
  const walking = currentWalk(state);
  if (!walking) return [];
  return [
    ...titleLines(state, walking, width),
    ...endLines(state, walking, width),
    ...hopLines(state, walking, walking.hop, width),
    ...hopStops(state, width),
    ...listLines(state, walking).map((line) => clipLine(line, width)),
  ];
}

function beside(state: State, walking: Walking, width: number, height: number): readonly Line[] {
  const [left, right] = halves(width);
  const words = [...endLines(state, walking, right), blank, ...hopLines(state, walking, walking.hop, right), blank];
  const list = listLines(state, walking);
  const title = titleLines(state, walking, width);
  const room = Math.max(1, height - title.length - 1);
  const hops = linesAround(list, list.findIndex(isMarked), room - words.length);
  const picture = drawings(state, left, room);
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
  const room = Math.max(leastPicture, height - title.length - words.length);
  return [...title, ...drawings(state, width, room), ...words].slice(0, height);
}

/** The hooks of the node that the packet is in, and what of the picture is around it; where there is no room for both, one. */
function drawings(state: State, width: number, room: number): readonly Line[] {
  const node = currentLeg(state)?.hop.node;
  const fits = node !== undefined && width >= narrowestMap && room >= mapRows;
  const map = fits && (state.hooks || room >= mapRows + leastPicture) ? hookMapLines(state, node, width) : [];
  const left = room - map.length;
  if (left < leastPicture) return map;
  const picture = drawing(state, width);
  return [...map, ...linesAround(picture, picture.findIndex(isMarked), Math.min(left, picture.length))];
}

function hopStops(state: State, width: number): readonly Line[] {
  const node = currentLeg(state)?.hop.node;
  return node === undefined || !state.hooks ? [] : stopLines(state, node, width);
}

/** Rows of the picture that stay, however much there is to say. */
const leastPicture = 5;

/** The picture without what was tried: only this packet matters now. */
const drawing = (state: State, width: number): readonly Line[] =>
  state.picture
    ? pictureLines({ ...state, picture: { ...state.picture, flows: [] } }, width)
    : pictureLines(state, width);

const isMarked = (line: Line): boolean => line.some(({ role }) => role === 'selected');
