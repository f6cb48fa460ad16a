import type { Params } from '../../lessons/params.ts';
import { type Pitfall, pitfall as pitfallOf } from '../../src/doctor/pitfall.ts';
import type { Needs } from '../../src/facts/index.ts';

export { both, type Doubt, here, type PitfallId, type Sighting } from '../../src/doctor/pitfall.ts';

/** A pitfall of this course. */
export const pitfall = <N extends Needs>(one: Pitfall<N, Params>): Pitfall => pitfallOf(one);
