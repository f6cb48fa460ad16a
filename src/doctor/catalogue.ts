import type { LabKind, Pitfall } from './pitfall.ts';
import { dockerEngine } from './pitfalls/engine.ts';
import { firewall } from './pitfalls/firewall.ts';
import { leftovers } from './pitfalls/leftovers.ts';
import { machineItself } from './pitfalls/machine.ts';
import { managers } from './pitfalls/managers.ts';
import { names } from './pitfalls/names.ts';
import { subnet } from './pitfalls/subnet.ts';
import { surroundingThings } from './pitfalls/surroundings.ts';
import { kernelSwitches } from './pitfalls/switches.ts';

/** Every pitfall that can be seen from outside, in the order in which it is told. */
export const pitfalls: readonly Pitfall[] = [
  ...machineItself,
  ...surroundingThings,
  ...dockerEngine,
  ...names,
  ...subnet,
  ...kernelSwitches,
  ...firewall,
  ...managers,
  ...leftovers,
];

export const pitfallsOf = (lab: LabKind): readonly Pitfall[] => pitfalls.filter(({ labs }) => labs.includes(lab));
