import type { diagnoses as en } from '../en/diagnoses.ts';
import type { Translated } from '../parts.ts';
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

export const diagnoses: Translated<typeof en> = [
  containers,
  bridge,
  cable,
  address,
  switches,
  forward,
  nat,
  hairpin,
  probes,
  ends,
];
