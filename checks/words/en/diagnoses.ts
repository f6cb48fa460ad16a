import { address } from '../../address/words/en.ts';
import { bridge } from '../../bridge/words/en.ts';
import { cable } from '../../cable/words/en.ts';
import { containers } from '../../container/words/en.ts';
import { forward } from '../../forward/words/en.ts';
import { hairpin } from '../../hairpin/words/en.ts';
import { nat } from '../../nat/words/en.ts';
import { probes } from '../../request/words/en.ts';
import { switches } from '../../sysctl/words/en.ts';

/** Words of every diagnosis in `checks/diagnoses`: `diagnosis.<id>.what|why|next|hint1|hint2|hint3`. */
export const diagnoses = [containers, bridge, cable, address, switches, forward, nat, hairpin, probes] as const;
