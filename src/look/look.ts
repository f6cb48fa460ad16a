import type { LabFailure, Turn } from '../lab/lab.ts';
import type { Picture } from '../picture/picture.ts';
import type { Result } from '../result.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import type { ContainerIdentities } from './container-identities.ts';
import type { Early } from './early.ts';
import type { Foreseen } from './foresee.ts';
import type { Change } from './monitor/notice.ts';

/**
 * A look goes through phases, each dearer than the one before. `facts`: how the lab is configured, in milliseconds; after a
 * change a glance does only this, and only of what was touched. `requests`: real fetches, names, and what they left behind. A
 * round does both, in one script. `walks`: where the requests that failed ended, and what only that needs, in a second one.
 */
export type Phase = 'facts' | 'requests' | 'walks';

export interface Looked {
  readonly results: readonly CheckResult[];
  readonly picture: Picture | undefined;
  /** Wall time of the whole look. */
  readonly ms: number;
  /** What the wiring hangs on; absent when it could not be seen. */
  readonly identities?: ContainerIdentities;
  /** Of links, addresses, routes and rules at the end of the round; equal when nothing changed since. */
  readonly fingerprint: string;
  /** What was foreseen, and was wrong: a bug of ours. */
  readonly refuted?: readonly Foreseen[];
}

export interface LookOptions {
  /** Aborting ends the look; what it would have said is lost. */
  readonly signal?: AbortSignal;
  /** A lab that still has the fingerprint of the last look at the same checks is not looked at: its results still hold. */
  readonly ifChanged?: boolean;
  /** Whose request is walked when it fails; absent: everyone's. */
  walks?(check: Check): boolean;
  /** What this machine gave for the look: released when the look does nothing but wait, or is over. */
  readonly turn?: Turn | undefined;
  /** Told what is known before the look is over. It proves nothing. */
  early?(early: Early): void;
  /** Whose request may be said to die before it has; absent: everyone's. */
  foresees?(check: Check): boolean;
  /** What changes from now on, the results may know or not; what changed before, they know. Again for every attempt. */
  onBegin?(): void;
}

/** Looks at the lab: one round of facts for these checks, judged; a request that failed is walked. */
export interface Looker {
  look(checks: readonly Check[], options?: LookOptions): Promise<Result<Looked, LabFailure>>;
  /**
   * Only the state checks among these, by looking again at the facts that the changes touch and trusting the last look for
   * all others: milliseconds. Undefined when there is nothing to trust, or something could not be looked at: only a round
   * can tell then.
   */
  glance(
    checks: readonly Check[],
    changes: readonly Change[],
    signal?: AbortSignal,
  ): Promise<readonly CheckResult[] | undefined>;
  /**
   * The verdicts that the last look gave to these checks, with the walks of their requests, whether those failed or not.
   * Undefined when there is nothing to walk over: no such look, or the lab has changed since.
   */
  walk(checks: readonly Check[], signal?: AbortSignal): Promise<readonly CheckResult[] | undefined>;
  /** The lab's hosts besides the node `host`; absent: there are none. */
  readonly hosts?: readonly string[];
  /** The fingerprint, without any other look. */
  fingerprint(): Promise<Result<string, LabFailure>>;
}
