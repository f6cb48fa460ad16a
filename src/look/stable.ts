import type { LabFailure } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import { planRound, type Round, type RoundPlan } from '../round/index.ts';
import { type Attempt, afterAttempt, notYetTried, type Policy, type Settled, type Trying } from './attempts.ts';
import { failureOf, limits, type NotSeen, type Observed, observe, observeUnless, type Place } from './observe.ts';

/** Attempt after attempt, until the policy has enough or nobody wants to know any more. */
export async function untilStable<T extends Observed>(
  attempt: () => Promise<Attempt<T>>,
  policy: Policy<T>,
  signal?: AbortSignal,
): Promise<Result<Settled<T>, NotSeen>> {
  let trying: Trying<T> = notYetTried;
  for (;;) {
    const seen = await attempt();
    const next = afterAttempt(trying, seen, signal?.aborted ? { ...policy, attempts: 0 } : policy);
    if (next.type === 'end') return next.result;
    trying = next.trying;
  }
}

export interface StableOptions {
  readonly signal?: AbortSignal | undefined;
  /** Nothing is looked at while the place still has this fingerprint. */
  readonly unless?: string | undefined;
  /** Hosts besides the node `host`. */
  readonly hosts?: readonly string[] | undefined;
  /** Each attempt begins. */
  onBegin?(): void;
  /** What the attempt that is under way has told so far. */
  onEarly?: ((told: Round) => void) | undefined;
}

const policy: Policy = { attempts: 3, garbled: 'again' };

/**
 * One round of a place, in one script; whoever changes the place meanwhile makes it look again. A new plan each time: what an
 * earlier attempt left in the servers' logs must not count.
 */
export async function observeStable(
  place: Place,
  requests: RoundPlan['requests'],
  { signal, unless, hosts, onBegin, onEarly }: StableOptions = {},
): Promise<Result<Observed | 'unchanged', NotSeen>> {
  const attempt = (): Promise<Attempt> => {
    const plan = planRound(requests, undefined, { unless, hosts, tells: onEarly !== undefined });
    onBegin?.();
    const limit = { timeoutMs: limits.round, signal, onEarly };
    return unless === undefined ? observe(place, plan, limit) : observeUnless(place, plan, limit);
  };
  const settled = await untilStable(attempt, policy, signal);
  return settled.ok ? ok(settled.value.seen) : settled;
}

/** The same for somebody who wants one round of a lab, whatever was known before. */
export async function observeRound(
  place: Place,
  requests: RoundPlan['requests'],
  hosts: readonly string[] = [],
): Promise<Result<Round, LabFailure>> {
  const seen = await observeStable(place, requests, { hosts });
  if (!seen.ok) return err(failureOf(seen.error));
  return seen.value === 'unchanged' ? err(failureOf({ why: 'unstable' })) : ok(seen.value.round);
}
