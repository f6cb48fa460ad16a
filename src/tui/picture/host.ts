import type { PictureInterface } from '../../picture/picture.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import type { Role } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { type Canvas, down, up } from './canvas.ts';
import { addressesOf, linkPieces, type Piece, packetPieces, piece, piecesText, routePiece } from './pieces.ts';
import { type Place, put } from './place.ts';
import type { Column, HostScene } from './scene.ts';

/** The host as a box: its uplink and route, cables that lead nowhere yet, its bridges with their ports. Returns its last row. */
export function drawHost(
  state: State,
  canvas: Canvas,
  scene: HostScene,
  places: readonly Place[],
  top: number,
  right: number,
): number {
  if (!scene.host) return top;
  const rows = [
    ...scene.uplinks.map((uplink): readonly Piece[] => [
      ...linkPieces(state, uplink),
      piece(` ${addressesOf(uplink).join(' ')}`),
    ]),
    [routePiece(state, scene.host)],
    ...scene.loose.map((pair): readonly Piece[] =>
      pair.flatMap((link, index) => [
        ...(index === 0 ? [] : [piece(' ⇄ ', 'muted')]),
        ...linkPieces(state, link),
        ...masterPieces(link),
      ]),
    ),
  ];
  let y = top + 1;
  for (const pieces of rows) put(canvas, 2, y++, pieces);
  const starts = new Map<string, number>();
  for (const bridge of scene.bridges) {
    y = drawBridge(state, canvas, scene, places, bridge, y, right);
    starts.set(bridge.name, y - 1);
  }
  y = drawFree(state, canvas, scene, places, y);
  canvas.box(0, top, right, y, 'muted');
  put(canvas, 2, top, [piece(' '), ...packetPieces(state, scene.host), piece(`${scene.host.name} `, 'accent')]);
  scene.columns.forEach((column, index) => {
    const place = places[index];
    if (!place || !column.hostEnd) return;
    const role = wireRole(column);
    // Only the last bridge has nothing below it that the wire would have to cross.
    const from = starts.get(column.hostEnd.master ?? '');
    if (from !== undefined && column.hostEnd.master === scene.bridges.at(-1)?.name)
      canvas.vertical(place.wire, from, y, role);
    canvas.join(place.wire, y, down, role);
  });
  return y;
}

/** A wire that carries packets is proved; the others wait. */
export const wireRole = (column: Column): Role => (column.connected ? 'pass' : 'muted');

const masterPieces = (link: PictureInterface): readonly Piece[] =>
  link.master ? [piece(` → ${link.master}`, 'muted')] : [];

function drawBridge(
  state: State,
  canvas: Canvas,
  scene: HostScene,
  places: readonly Place[],
  bridge: PictureInterface,
  y: number,
  right: number,
): number {
  let ports = 0;
  scene.columns.forEach((column, index) => {
    const place = places[index];
    if (!place || column.hostEnd?.master !== bridge.name) return;
    put(canvas, place.left + 4, y + 1, linkPieces(state, column.hostEnd));
    ports++;
  });
  const cables = scene.loose.flat().some((link) => link.master === bridge.name);
  if (ports === 0 && !cables) put(canvas, 4, y + 1, [piece(translate(state.lang, 'ui.picture.no-ports'), 'muted')]);
  canvas.box(2, y, right - 2, y + 2, bridge.up ? 'text' : 'muted');
  const title = [
    piece(' '),
    ...linkPieces(state, bridge),
    piece(
      addressesOf(bridge)
        .map((address) => ` ${address}`)
        .join(''),
    ),
    piece(' '),
  ];
  if (cellWidth(piecesText(title)) <= right - 6) put(canvas, 4, y, title);
  return y + 3;
}

/** Cables to containers that are plugged into no bridge. */
function drawFree(state: State, canvas: Canvas, scene: HostScene, places: readonly Place[], y: number): number {
  const bridges = new Set(scene.bridges.map(({ name }) => name));
  let any = false;
  scene.columns.forEach((column, index) => {
    const place = places[index];
    if (!place || !column.hostEnd || bridges.has(column.hostEnd.master ?? '')) return;
    put(canvas, place.left + 3, y, linkPieces(state, column.hostEnd));
    any = true;
  });
  return any ? y + 1 : y;
}

/** A host's uplink meets the network above it. */
export function drawUplink(canvas: Canvas, lan: number, top: number, x: number): void {
  canvas.join(x, lan, down, 'muted');
  canvas.join(x, top, up, 'muted');
}
