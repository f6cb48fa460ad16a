import type { LabStatus } from '../../lab.ts';
import { hereName } from '../machine/places.ts';
import type { HereState } from './state.ts';

/** A lab that is up, as everybody else sees it. */
export function describe({ since, image }: HereState): LabStatus {
  return { name: hereName, kind: 'here', state: 'up', since, ...(image ? { image } : {}) };
}
