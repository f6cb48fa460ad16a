import type { Fetch } from '../../src/facts/index.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import type { World } from './world.ts';

/** How a request failed. */
export type Lost = Exclude<Fetch['outcome'], 'answered'>;

/** Looks for one kind of cause; undefined when the facts do not show it. Pure. */
export type Suspect = (world: World) => Diagnosis | undefined;

/** The first suspect that the facts convict; the order is the order of the packet's path, most specific first. */
export function first(world: World, suspects: readonly Suspect[]): Diagnosis | undefined {
  for (const suspect of suspects) {
    const found = suspect(world);
    if (found) return found;
  }
  return undefined;
}
