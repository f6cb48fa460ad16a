import type { CommandMutants } from '../case.ts';
import { addressMutants } from './addresses.ts';
import { bridgeMutants } from './bridge.ts';
import { cableMutants } from './cable.ts';
import { containerMutants } from './containers.ts';
import { forwardingMutants } from './forwarding.ts';
import { hairpinMutants } from './hairpin.ts';
import { natMutants } from './nat.ts';
import { secondCableMutants } from './second-cable.ts';

export { drills } from './drills.ts';

/** Every command of the course that makes something, in its order. */
export const commandMutants: readonly CommandMutants[] = [
  ...containerMutants,
  ...bridgeMutants,
  ...cableMutants,
  ...addressMutants.filter(({ step }) => step.startsWith('c1')),
  ...secondCableMutants,
  ...addressMutants.filter(({ step }) => step.startsWith('c2')),
  ...forwardingMutants,
  ...natMutants,
  ...hairpinMutants,
];
