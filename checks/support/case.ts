import type * as proof from '../../src/proof/case.ts';
import type { DiagnosisId } from './diagnosis.ts';
import { inside, pid } from './injection.ts';

// What the proof holds checks against, with the diagnoses of this course.
export type Fails = proof.Fails<DiagnosisId>;
export type Wrong = proof.Wrong<DiagnosisId>;
export type CommandMutants = proof.CommandMutants<DiagnosisId>;
export type Fault = proof.Fault<DiagnosisId>;
export type { Twin } from '../../src/proof/case.ts';

export { inside, pid };

export const c1 = (command: string): string => inside('c1', command);
export const c2 = (command: string): string => inside('c2', command);

/** An nft base chain that drops everything. */
export const dropping = (family: string, hook: string): string =>
  `nft add chain ${family} labx lab '{ type filter hook ${hook} priority 10; policy drop; }'`;
