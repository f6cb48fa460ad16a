import type { Interface } from '../../src/facts/index.ts';
import { askNat } from '../nat/suspects.ts';
import { bridgeNf } from '../support/bridge-nf.ts';
import { cableOf } from '../support/cable.ts';
import type { Suspect } from '../support/suspect.ts';
import { diagnosis as switchedOff } from '../sysctl/diagnoses.ts';
import { diagnosis } from './diagnoses.ts';
import { hairpinSource } from './question.ts';

/** c1's port may not send a frame back where it came from. */
export const hairpinOff: Suspect = (world) => {
  const list: readonly Interface[] | undefined = world['interfaces.host'];
  const end = list && cableOf(world, 'c1')?.end;
  if (!list || !end?.port || end.port.hairpin) return undefined;
  const { name } = world.params.c1;
  const other = list.find((one) => one.master === world.params.bridge && one.port?.hairpin);
  if (other) return diagnosis('hairpin-wrong-port', { name, interface: end.name, other: other.name });
  return diagnosis('hairpin-off', { name, interface: end.name });
};

/** Only frames that are translated on the switch itself need the flag; with bridge-nf off the packet is routed. */
export const hairpinNeeded: Suspect = (world) => (bridgeNf(world) === false ? undefined : hairpinOff(world));

/** The answer of c1 to c2 goes past the host, which would have to translate it back (libnetwork 1104). */
export const answersPastHost: Suspect = (world) => {
  if (bridgeNf(world) !== false) return undefined;
  if (askNat(world, hairpinSource(world))?.right) return undefined;
  return switchedOff('bridge-nf-off', { name: world.params.c2.name, server: world.params.c1.name });
};
