import { Lines } from '../components/lines.tsx';
import { bodyRows } from '../frame/layout.ts';
import type { State } from '../model/state.ts';
import { walkLines } from '../walk/walk-lines.ts';

/** A packet on its way through the picture, hop by hop. */
export function WalkScreen({ state }: { readonly state: State }) {
  const height = bodyRows(state);
  return <Lines lines={walkLines(state, state.columns, height)} height={height} />;
}
