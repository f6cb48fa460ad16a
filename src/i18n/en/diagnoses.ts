import { address } from './diagnoses/address.ts';
import { bridge } from './diagnoses/bridge.ts';
import { cable } from './diagnoses/cable.ts';
import { containers } from './diagnoses/containers.ts';
import { ends } from './diagnoses/ends.ts';
import { forward } from './diagnoses/forward.ts';
import { hairpin } from './diagnoses/hairpin.ts';
import { nat } from './diagnoses/nat.ts';
import { probes } from './diagnoses/probes.ts';
import { switches } from './diagnoses/switches.ts';

/** Words of every diagnosis in `checks/diagnoses`: `diagnosis.<id>.what|why|next|hint1|hint2|hint3`. */
export const diagnoses = [containers, bridge, cable, address, switches, forward, nat, hairpin, probes, ends] as const;
