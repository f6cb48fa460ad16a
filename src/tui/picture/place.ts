import type { Canvas } from './canvas.ts';
import type { Piece } from './pieces.ts';
import type { HostScene } from './scene.ts';

/** Where a container's column stands. */
export interface Place {
  readonly left: number;
  readonly right: number;
  /** Column of the wire. */
  readonly wire: number;
}

export function columnPlaces(scene: HostScene, right: number): readonly Place[] {
  const each = Math.floor((right + 1) / Math.max(1, scene.columns.length));
  return scene.columns.map((_, index) => {
    const left = index * each;
    return { left, right: left + each - 2, wire: left + 5 };
  });
}

/** Writes pieces one after the other; returns the column after them. */
export const put = (canvas: Canvas, x: number, y: number, pieces: readonly Piece[]): number =>
  pieces.reduce((column, one) => canvas.text(column, y, one.text, one.role), x);
