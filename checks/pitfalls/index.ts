import type { Pitfall } from '../../src/doctor/pitfall.ts';
import { dockerEngine } from './engine.ts';
import { firewall } from './firewall.ts';
import { leftovers } from './leftovers.ts';
import { machineItself } from './machine.ts';
import { managers } from './managers.ts';
import { names } from './names.ts';
import { subnet } from './subnet.ts';
import { surroundingThings } from './surroundings.ts';
import { kernelSwitches } from './switches.ts';

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
