import type { Picture } from '../../picture/picture.ts';
import type { State } from '../model/state.ts';
import { type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';
import { addressesOf, linkPieces, nodeRows, type Piece, packetPieces, piece, routePiece } from './pieces.ts';

const spans = (pieces: readonly Piece[]): Line => pieces.map((one) => span(one.text, one.role));

/** The picture in words: for narrow terminals, screen readers and the plain line mode. */
export function listLines(state: State, picture: Picture, width: number): readonly Line[] {
  return picture.nodes.flatMap((node) => {
    const rows =
      node.kind === 'container'
        ? nodeRows(state, node)
        : [
            ...node.interfaces
              .filter((link) => link.kind !== 'loopback' && (node.kind === 'host' || addressesOf(link).length > 0))
              .map((link): readonly Piece[] => [
                ...linkPieces(state, link),
                {
                  text: addressesOf(link)
                    .map((address) => ` ${address}`)
                    .join(''),
                  role: 'text',
                },
                { text: link.master ? ` → ${link.master}` : '', role: 'muted' },
              ]),
            ...(node.kind === 'host' ? [[routePiece(state, node)]] : []),
          ];
    return [
      spans([...packetPieces(state, node), piece(node.name, 'accent')]),
      ...rows.flatMap((row) => wrap(spans(row), width, { first: [{ text: '  ' }], rest: [{ text: '    ' }] })),
    ];
  });
}
