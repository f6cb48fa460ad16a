import { addressMutants } from '../address/mutants.ts';
import { bridgeMutants } from '../bridge/mutants.ts';
import { cableMutants } from '../cable/mutants.ts';
import { secondCableMutants } from '../cable/second-mutants.ts';
import { containerMutants } from '../container/mutants.ts';
import { forwardMutants } from '../forward/mutants.ts';
import { hairpinMutants } from '../hairpin/mutants.ts';
import { hostportMutants } from '../hostport/mutants.ts';
import { natMutants } from '../nat/mutants.ts';
import { routeMutants } from '../route/mutants.ts';
import type { CommandMutants } from '../support/case.ts';

/** Address and route of each container are set one after the other. */
const addressed = [...addressMutants, ...routeMutants];

/** Every command of the course that makes something, in its order. */
export const commandMutants: readonly CommandMutants[] = [
  ...containerMutants,
  ...bridgeMutants,
  ...cableMutants,
  ...addressed.filter(({ step }) => step.startsWith('c1')),
  ...secondCableMutants,
  ...addressed.filter(({ step }) => step.startsWith('c2')),
  ...forwardMutants,
  ...natMutants,
  ...hostportMutants,
  ...hairpinMutants,
];
