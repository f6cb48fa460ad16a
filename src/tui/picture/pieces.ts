import type { PictureInterface, PictureNode } from '../../picture/picture.ts';
import { currentPlace } from '../model/current-walk.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import type { Role } from '../text/span.ts';

export interface Piece {
  readonly text: string;
  readonly role: Role;
}

export const piece = (text: string, role: Role = 'text'): Piece => ({ text, role });

/** `● up`, `○ down`, or `◐ no carrier`: a glyph and a word, as everywhere. */
function linkState(state: State, link: PictureInterface): Piece {
  if (!link.up) return piece(`○ ${translate(state.lang, 'ui.picture.down')}`, 'muted');
  return link.carrier || link.kind === 'loopback'
    ? piece(`● ${translate(state.lang, 'ui.picture.up')}`, 'pass')
    : piece(`◐ ${translate(state.lang, 'ui.picture.no-carrier')}`, 'blocked');
}

/** Before what the hop of a walk is about, an interface or a node. */
export const packetPieces = (state: State, place: PictureInterface | PictureNode): readonly Piece[] =>
  currentPlace(state) === place
    ? [piece(`◆ ${translate(state.lang, 'ui.picture.packet')}`, 'selected'), piece(' ')]
    : [];

/** `port1 ● up hairpin` */
export function linkPieces(state: State, link: PictureInterface): readonly Piece[] {
  const port =
    link.portState && link.portState !== 'forwarding' && link.carrier ? [piece(` ${link.portState}`, 'muted')] : [];
  const hairpin = link.hairpin ? [piece(` ↩ ${translate(state.lang, 'ui.picture.hairpin')}`, 'accent')] : [];
  return [...packetPieces(state, link), piece(`${link.name} `), linkState(state, link), ...port, ...hairpin];
}

export const piecesText = (pieces: readonly Piece[]): string => pieces.map((one) => one.text).join('');

/** Addresses that the course speaks of: every link has an IPv6 link-local one (RFC 4291, 2.5.6), which would only crowd the picture. */
export const addressesOf = (link: PictureInterface): readonly string[] =>
  link.addresses.filter((address) => !/^fe[89ab]/i.test(address));

/** What a container shows of itself, one row each: its links, their addresses, its way out. */
export function nodeRows(state: State, node: PictureNode): readonly (readonly Piece[])[] {
  if (!node.running) return [[piece(translate(state.lang, 'ui.picture.not-running'), 'muted')]];
  const links = node.interfaces.filter((link) => link.kind !== 'loopback');
  if (links.length === 0) return [[piece(translate(state.lang, 'ui.picture.only-lo'), 'muted')]];
  const rows = links.flatMap((link): (readonly Piece[])[] => [
    linkPieces(state, link),
    ...(addressesOf(link).length === 0
      ? [[piece(translate(state.lang, 'ui.picture.no-address'), 'muted')]]
      : addressesOf(link).map((address) => [piece(address)])),
  ]);
  return [...rows, [routePiece(state, node)]];
}

export const routePiece = (state: State, node: PictureNode): Piece =>
  node.defaultVia === undefined ? piece(translate(state.lang, 'ui.picture.no-route'), 'muted') : piece(node.defaultVia);
