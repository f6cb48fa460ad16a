import type { Params } from '../../lessons/params/params.ts';
import { type Pitfall, pitfall as pitfallOf } from '../../src/doctor/pitfall.ts';
import type { Needs } from '../../src/facts/index.ts';
import type { WordId } from '../words/text.ts';

export { both, type Doubt, here, type Sighting } from '../../src/doctor/pitfall.ts';

type IdOf<M> = M extends `doctor.${infer Id}.seen` ? Id : never;
/** Ids of all pitfalls: those that have words. */
export type PitfallId = IdOf<WordId>;

/** A pitfall of this course. */
export const pitfall = <N extends Needs>(one: Pitfall<N, Params> & { readonly id: PitfallId }): Pitfall =>
  pitfallOf(one);
