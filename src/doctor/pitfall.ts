import type { Params } from '../course/params.ts';
import type { FactRequest, Needs, Seen } from '../facts/index.ts';
import type { Text } from '../i18n/text.ts';
import { kindNames, type LabKind, traitsOf } from '../lab/kind.ts';

export type { LabKind };

/** What was seen of a pitfall that is there: values of its messages and of its fix. */
export interface Sighting {
  readonly values?: { readonly [name: string]: string | number };
  /** Where one machine needs another fix than most; a template as `Pitfall.fix`. */
  readonly fix?: string;
  /** The lab sees to it when it comes up: a finding only when it is up, and somebody changed it back. */
  readonly byLab?: true;
}

/** The facts are there, but they do not decide. */
export interface Doubt {
  readonly doubt: Text;
}

/** One way in which a machine spoils the course, judged purely from facts about it. */
export interface Pitfall<N extends Needs = Needs, P extends Params = Params> {
  /**
   * Stable: scripts and docs/doctor.md name it. Three messages belong to it: `doctor.<id>.title` (what is looked at), `.seen` (what
   * was seen), `.effect` (what it does to the course).
   */
  readonly id: string;
  /** Numbers in docs/handbook.md, e.g. `F13`; empty: not in there. */
  readonly of: readonly string[];
  /** Labs that it can hurt. A sandbox has a network, an engine and rules of its own: the machine's do not reach into it. */
  readonly labs: readonly LabKind[];
  /** `blocking`: the course cannot work, whatever the learner does. */
  readonly state: 'warning' | 'blocking';
  /** A command; `{name}` stands for a value, quoted for the shell. */
  readonly fix: string;
  /** While the lab is up this is the learner's own work, and no finding. */
  readonly fresh?: true;
  needs(params: P): N;
  /** Undefined: it is not there. */
  judge(seen: Seen<N>, params: P): Sighting | Doubt | undefined;
}

/** Keeps the types of the readings together; the list of all pitfalls needs none of them. */
export const pitfall = <N extends Needs, P extends Params>(one: Pitfall<N, P>): Pitfall => one as unknown as Pitfall;

/** Labs that are the machine itself. */
export const here: readonly LabKind[] = kindNames.filter((kind) => traitsOf(kind).isMachine);
export const both: readonly LabKind[] = kindNames;

export type Request<T> = FactRequest<T>;
