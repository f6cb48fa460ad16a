import type { Text } from '../i18n/text.ts';

/** What is to be proved of the checks: see docs/decisions/0007-proof-by-replay.md. */
export const aspects = ['causal', 'caught', 'fair', 'kept', 'fooled'] as const;
export type Aspect = (typeof aspects)[number];

/** Check -> the diagnosis that it has to give; the first is what the learner reads first. */
export type Fails<Diagnosis extends string = string> = { readonly [check: string]: Diagnosis };

/** Something wrong, typed in place of the commands of a step, and what it must lead to. */
export interface Wrong<Diagnosis extends string = string> {
  readonly name: string;
  readonly lines: readonly string[];
  readonly fails: Fails<Diagnosis>;
  /** One of its lines is refused by the shell, a tool or the kernel; absent: each of them succeeds. */
  readonly refused?: true;
  /** It changes files of the lab, which no cleaning brings back: a new lab afterwards. */
  readonly afresh?: true;
}

/** All that is tried against one command of a step: leaving it out, and at least three wrong versions of it. */
export interface CommandMutants<Diagnosis extends string = string> {
  readonly step: string;
  /** Index of the command in its step. */
  readonly command: number;
  readonly leftOut: Fails<Diagnosis>;
  readonly wrong: readonly Wrong<Diagnosis>[];
}

/** A fault in the finished course, or instead of a whole step's commands. */
export interface Fault<Diagnosis extends string = string> extends Wrong<Diagnosis> {
  readonly step: string;
  /** The fault is no version of this step, which is only where it is put in: the check of any step may name it. */
  readonly anywhere?: true;
}

/** Something right, typed in place of the commands of some steps, and how far the course is played on from there. */
export interface Twin {
  readonly name: string;
  /** Typed in place of the commands of these steps. */
  readonly instead: { readonly [step: string]: readonly string[] };
  /** Played on with the course's own commands up to the end of the lesson, or of the whole course. */
  readonly until: 'lesson' | 'course';
}

/** One fault, and how a lab gets it. Lines are typed on the lab's host. */
interface Injected {
  /** Everything up to and with this step is done by the course's own commands. */
  readonly after: string;
  /** The check that shows the fault first. */
  readonly check: string;
  readonly lines: readonly string[];
}

/** Whoever types the third hint, and those of what comes to light next, ends where everything passes. */
interface Fixed extends Injected {
  /** `check: diagnosis`, one after the other, of what the fix of the first fault leaves to be done. */
  readonly next?: readonly string[];
  /** Takes away what the hints do not touch and what does no harm, so that the next fault is alone again. */
  readonly left?: readonly string[];
}

/** The third hint only looks, since the facts do not decide. */
interface Looked extends Injected {
  /** Why no command fixes. */
  readonly onlyLooks: string;
  /** Back to the state before `lines`. */
  readonly fix: readonly string[];
}

/** How a diagnosis is produced in a real lab. */
export type Injection = Fixed | Looked;

export interface Keeps {
  /** The host's own. */
  readonly cards: readonly string[];
  /** Take away what steps and mutants leave beyond the host and the containers, or on the cards. One that fails does no harm. */
  readonly lines: readonly string[];
  /** Put policies and switches of the host back, after its rules are gone. */
  readonly rules: readonly string[];
}

/** What a course's author holds the checks against. */
export interface Evidence {
  readonly commandMutants: readonly CommandMutants[];
  /** How many wrong versions each command must have, besides leaving it out. */
  readonly leastWrong: number;
  /** Faults in a state that was right. */
  readonly drills: readonly Fault[];
  readonly twins: readonly Twin[];
  readonly fakes: readonly Fault[];
  /** Diagnosis -> the fault that alone must yield it. */
  readonly injections: { readonly [diagnosis: string]: Injection };
  /** What a lab is between two cases. */
  readonly keeps: Keeps;
  /** Steps whose commands only look, and why they cannot be typed wrongly. */
  readonly observations: { readonly [step: string]: Text };
}

/** One thing that was tried on a real lab. */
export interface Outcome {
  readonly aspect: Aspect;
  readonly step: string;
  readonly name: string;
  /** What does not hold; empty when everything does. */
  readonly problems: readonly Text[];
  /** Why it could not be tried: our failure, it says nothing about the checks. */
  readonly unable?: Text;
  readonly ms: number;
  /** Of a mutant or a fake. */
  readonly wrong?: { readonly command?: number; readonly lines: readonly string[]; readonly fails: Fails };
  /** Of a twin. */
  readonly until?: Twin['until'];
  /** Checks that were looked at. */
  readonly checks: readonly string[];
}
