import type { LabFailure } from '../lab/lab.ts';
import type { Result } from '../result.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import type { Picture } from '../verify/picture.ts';

export interface Looked {
  readonly results: readonly CheckResult[];
  readonly picture: Picture | undefined;
  /** Wall time of the whole look. */
  readonly ms: number;
  /** Of links, addresses, routes and rules at the end of the round; equal when nothing changed since. */
  readonly fingerprint: string;
}

/** Looks at the lab: one round of facts for these checks, judged. */
export interface Looker {
  /** Aborting ends the look; what it would have said is lost. */
  look(checks: readonly Check[], signal?: AbortSignal): Promise<Result<Looked, LabFailure>>;
  /** The same fingerprint, cheaply, without any fetch. */
  fingerprint(): Promise<Result<string, LabFailure>>;
}
