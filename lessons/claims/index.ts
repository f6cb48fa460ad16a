import type { Claim } from './claim.ts';
import { hairpin } from './hairpin.ts';
import { waysOut } from './ways-out.ts';
import { wiring } from './wiring.ts';

/** What the lessons say of a lab, as it is tried in one (lessons/sentences.proof.test.ts). */
export const claims: readonly Claim[] = [...wiring, ...waysOut, ...hairpin];
