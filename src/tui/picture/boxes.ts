import type { Picture } from '../../verify/picture.ts';
import type { State } from '../model.ts';
import { clipText } from '../text/clip.ts';
import type { Line } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { say } from '../words.ts';
import { Canvas, down, up } from './canvas.ts';
import { type Column, type Scene, sceneOf } from './scene.ts';
import { linkPieces, nodeRows, type Piece, piece, piecesText, routePiece } from './words.ts';

/** Narrower than this, boxes would cut addresses in half. */
export const narrowestBoxes = 48;
const widestBoxes = 76;

/** The picture as boxes and wires: machines on top, the host with its bridge, the containers below. */
export function boxLines(state: State, picture: Picture, width: number): readonly Line[] {
  const scene = sceneOf(picture);
  const canvas = new Canvas(Math.min(width, widestBoxes));
  const right = Math.min(width, widestBoxes) - 1;
  const places = columnPlaces(scene, right);
  const lan = drawMachines(state, canvas, scene, right);
  const bottom = drawHost(state, canvas, scene, places, lan, right);
  drawContainers(state, canvas, scene, places, bottom);
  return canvas.lines();
}

interface Place {
  readonly left: number;
  readonly right: number;
  /** Column of the wire. */
  readonly wire: number;
}

function columnPlaces(scene: Scene, right: number): readonly Place[] {
  const count = Math.max(1, scene.columns.length);
  const each = Math.floor((right + 1) / count);
  return scene.columns.map((_, index) => {
    const left = index * each;
    return { left, right: left + each - 2, wire: left + 5 };
  });
}

function put(canvas: Canvas, x: number, y: number, pieces: readonly Piece[]): number {
  return pieces.reduce((column, one) => canvas.text(column, y, one.text, one.role), x);
}

/** Names and addresses of the neighbours, hanging on the network that they share with the host. Returns the row of that network. */
function drawMachines(_state: State, canvas: Canvas, scene: Scene, right: number): number {
  if (scene.machines.length === 0) return -1;
  const each = Math.floor((right + 1) / scene.machines.length);
  canvas.horizontal(0, right, 2, 'muted');
  scene.machines.forEach((machine, index) => {
    const x = index * each;
    const address = machine.interfaces.flatMap((link) => (link.kind === 'loopback' ? [] : link.addresses))[0] ?? '';
    put(canvas, x, 0, [piece(machine.name, 'accent'), piece(` ${address}`)]);
    canvas.vertical(x + 5, 1, 2, 'muted');
  });
  canvas.text(right - 4, 2, ' LAN ', 'muted');
  return 2;
}

/** Returns the host box's bottom row. */
function drawHost(
  state: State,
  canvas: Canvas,
  scene: Scene,
  places: readonly Place[],
  lan: number,
  right: number,
): number {
  if (!scene.host) return lan + 1;
  const top = lan + 1;
  let y = top + 1;
  for (const uplink of scene.uplinks) {
    put(canvas, 2, y, [...linkPieces(state, uplink), piece(` ${uplink.addresses.join(' ')}`)]);
    y++;
  }
  put(canvas, 2, y, [routePiece(state, scene.host)]);
  y++;
  for (const bridge of scene.bridges) y = drawBridge(state, canvas, scene, places, bridge.name, y, right);
  const free = scene.columns
    .map((column, index) => ({ column, place: places[index] }))
    .filter(({ column }) => column.hostEnd && !onBridge(scene, column));
  if (free.length > 0) {
    for (const { column, place } of free)
      if (column.hostEnd && place) put(canvas, place.left + 3, y, linkPieces(state, column.hostEnd));
    y++;
  }
  for (const link of scene.loose) {
    put(canvas, 3, y, [...linkPieces(state, link), piece(link.master ? ` → ${link.master}` : '', 'muted')]);
    y++;
  }
  canvas.box(0, top, right, y, 'muted');
  canvas.text(2, top, ` ${scene.host.name} `, 'accent');
  if (lan >= 0) {
    const x = Math.floor(right / 2);
    canvas.join(x, lan, down, 'muted');
    canvas.join(x, top, up, 'muted');
  }
  return y;
}

const onBridge = (scene: Scene, column: Column): boolean =>
  column.hostEnd?.master !== undefined && scene.bridges.some((bridge) => bridge.name === column.hostEnd?.master);

function drawBridge(
  state: State,
  canvas: Canvas,
  scene: Scene,
  places: readonly Place[],
  name: string,
  y: number,
  right: number,
): number {
  const bridge = scene.bridges.find((one) => one.name === name);
  if (!bridge) return y;
  const ports = scene.columns
    .map((column, index) => ({ column, place: places[index] }))
    .filter(({ column }) => column.hostEnd?.master === name);
  const inner = y + 1;
  for (const { column, place } of ports)
    if (column.hostEnd && place) put(canvas, place.left + 4, inner, linkPieces(state, column.hostEnd));
  const others = scene.loose.filter((link) => link.master === name).length;
  if (ports.length === 0 && others === 0) put(canvas, 4, inner, [piece(noPorts(state), 'muted')]);
  canvas.box(2, y, right - 2, inner + 1, bridge.up ? 'text' : 'muted');
  const title = [
    piece(' '),
    ...linkPieces(state, bridge),
    piece(bridge.addresses.length > 0 ? ` ${bridge.addresses.join(' ')} ` : ' '),
  ];
  if (cellWidth(piecesText(title)) <= right - 6) put(canvas, 4, y, title);
  return inner + 2;
}

const noPorts = (state: State): string => say(state.lang, 'ui.picture.no-ports');

function drawContainers(
  state: State,
  canvas: Canvas,
  scene: Scene,
  places: readonly Place[],
  hostBottom: number,
): void {
  const rows = scene.columns.map((column) => nodeRows(state, column.container));
  const tallest = Math.max(0, ...rows.map((all) => all.length));
  const top = hostBottom + 2;
  scene.columns.forEach((column, index) => {
    const place = places[index];
    if (!place) return;
    canvas.box(place.left, top, place.right, top + tallest + 1, column.container.running ? 'text' : 'muted');
    canvas.text(place.left + 7, top, ` ${column.container.name} `, column.container.running ? 'accent' : 'muted');
    rows[index]?.forEach((pieces, at) => {
      put(canvas, place.left + 2, top + 1 + at, squeeze(pieces, place.right - place.left - 3));
    });
    if (column.hostEnd) drawWire(canvas, scene, column, place, hostBottom, top);
  });
}

/** From the bridge (or the host's edge) down to the container; dotted while an end is down. */
function drawWire(canvas: Canvas, scene: Scene, column: Column, place: Place, hostBottom: number, top: number): void {
  const role = column.connected ? 'pass' : 'muted';
  if (onBridge(scene, column) && scene.loose.length === 0 && scene.bridges.length === 1) {
    canvas.join(place.wire, hostBottom - 1, down, role);
    canvas.join(place.wire, hostBottom, up | down, role);
  } else canvas.join(place.wire, hostBottom, down, role);
  canvas.text(place.wire, hostBottom + 1, column.connected ? '│' : '┊', role);
  canvas.join(place.wire, top, up, role);
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
