import type { DiagnosisId } from '../support/define.ts';
import { inside, pid } from './injections/injection.ts';

/** Checks that have to fail, and the diagnosis that each has to give; the first is what the learner reads first. */
export type Fails = { readonly [check: string]: DiagnosisId };

/** What a learner types in place of a command, and what it must lead to. */
export interface Wrong {
  readonly name: string;
  readonly lines: readonly string[];
  readonly fails: Fails;
  /** The shell, a tool or the kernel refuses one of its lines; absent: each succeeds, and the state is wrong all the same. */
  readonly refused?: true;
  /** It changes files of the lab, which no cleaning brings back: a new lab afterwards. */
  readonly afresh?: true;
}

/** All that is tried against one command of a step. */
export interface CommandMutants {
  readonly step: string;
  /** Index of the command in its step. */
  readonly command: number;
  readonly leftOut: Fails;
  readonly wrong: readonly Wrong[];
}

/** A fault in the finished course, or instead of a whole step's commands. */
export interface Fault extends Wrong {
  readonly step: string;
}

/** Right, but not as the course does it. */
export interface Twin {
  readonly name: string;
  /** Typed in place of the commands of these steps. */
  readonly instead: { readonly [step: string]: readonly string[] };
  /** Played on with the course's own commands up to the end of the lesson, or of the whole course. */
  readonly until: 'lesson' | 'course';
}

export { inside, pid };

export const c1 = (command: string): string => inside('c1', command);
export const c2 = (command: string): string => inside('c2', command);

/** An nft base chain that drops everything. */
export const dropping = (family: string, hook: string): string =>
  `nft add chain ${family} labx lab '{ type filter hook ${hook} priority 10; policy drop; }'`;
