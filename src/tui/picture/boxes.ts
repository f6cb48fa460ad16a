import type { Picture } from '../../picture/picture.ts';
import { courseOf } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { clipText } from '../text/clip.ts';
import type { Line } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { Canvas, up } from './canvas.ts';
import { drawHost, drawUplink, wireRole } from './host.ts';
import { addressesOf, nodeRows, type Piece, packetPieces, piece } from './pieces.ts';
import { columnPlaces, type Place, put } from './place.ts';
import { type HostScene, type Scene, sceneOf } from './scene.ts';

/** Narrower than this, boxes would cut addresses in half. */
export const narrowestBoxes = 48;
const widestBoxes = 76;

/** The picture as boxes and wires: machines on top, the hosts with their bridges side by side, the containers below their host. */
export function boxLines(state: State, picture: Picture, width: number): readonly Line[] {
  const scene = sceneOf(picture, courseOf(state).scene);
  const columns = Math.min(width, widestBoxes);
  const canvas = new Canvas(columns);
  const lan = drawMachines(state, canvas, scene, columns - 1);
  const each = Math.floor((columns + 1) / Math.max(1, scene.hosts.length));
  scene.hosts.forEach((one, index) => {
    const right = each - 2;
    const part = new Canvas(right + 1);
    const places = columnPlaces(one, right);
    drawContainers(state, part, one, places, drawHost(state, part, one, places, 0, right));
    canvas.paste(index * each, lan + 1, part);
    if (one.host && lan >= 0) drawUplink(canvas, lan, lan + 1, index * each + Math.floor(right / 2));
  });
  return canvas.lines();
}

/** Names and addresses of the neighbours, hanging on the network that they share with the host. Returns the row of that network. */
function drawMachines(state: State, canvas: Canvas, scene: Scene, right: number): number {
  if (scene.machines.length === 0) return -1;
  const each = Math.floor((right + 1) / scene.machines.length);
  canvas.horizontal(0, right, 2, 'muted');
  scene.machines.forEach((machine, index) => {
    const x = index * each;
    const address = machine.interfaces.flatMap((link) => (link.kind === 'loopback' ? [] : addressesOf(link)))[0] ?? '';
    put(canvas, x, 0, [...packetPieces(state, machine), piece(machine.name, 'accent'), piece(` ${address}`)]);
    canvas.vertical(x + 5, 1, 2, 'muted');
  });
  canvas.text(right - 4, 2, ' LAN ', 'muted');
  return 2;
}

function drawContainers(
  state: State,
  canvas: Canvas,
  scene: HostScene,
  places: readonly Place[],
  hostBottom: number,
): void {
  const rows = scene.columns.map((column) => nodeRows(state, column.container));
  const top = hostBottom + 2;
  const bottom = top + Math.max(0, ...rows.map((all) => all.length)) + 1;
  scene.columns.forEach((column, index) => {
    const place = places[index];
    if (!place) return;
    const { name, running } = column.container;
    canvas.box(place.left, top, place.right, bottom, running ? 'text' : 'muted');
    const title = [
      piece(' '),
      ...packetPieces(state, column.container),
      piece(`${name} `, running ? 'accent' : 'muted'),
    ];
    put(canvas, place.left + 7, top, squeeze(title, place.right - place.left - 8));
    rows[index]?.forEach((pieces, at) => {
      put(canvas, place.left + 2, top + 1 + at, squeeze(pieces, place.right - place.left - 3));
    });
    if (!column.hostEnd) return;
    // Dotted while an end is down.
    canvas.text(place.wire, hostBottom + 1, column.connected ? '│' : '┊', wireRole(column));
    canvas.join(place.wire, top, up, wireRole(column));
  });
}

/** Pieces cut so that a box keeps its right edge. */
function squeeze(pieces: readonly Piece[], room: number): readonly Piece[] {
  let left = room;
  return pieces.map((one) => {
    const text = clipText(one.text, Math.max(0, left));
    left -= cellWidth(text);
    return { ...one, text };
  });
}
