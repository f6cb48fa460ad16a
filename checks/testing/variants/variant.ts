import type { DiagnosisId } from '../../support/define.ts';

/** Something else than the course's commands for a step, on a real lab where everything before it is done. */
export interface Variant {
  readonly name: string;
  readonly step: string;
  /** Typed in place of the step's commands. */
  readonly lines: readonly string[];
}
export interface Mutant extends Variant {
  /** Checks that have to fail, and why. */
  readonly fails: { readonly [check: string]: DiagnosisId };
}

export const pid = (name: string): string => `$(docker inspect -f '{{.State.Pid}}' ${name})`;
export const inside = (name: string, command: string): string => `nsenter -n -t ${pid(name)} ${command}`;
/** An nft base chain that drops everything. */
export const dropping = (family: string, hook: string): string =>
  `nft add chain ${family} labx lab '{ type filter hook ${hook} priority 10; policy drop; }'`;
