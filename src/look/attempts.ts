import { err, ok, type Result } from '../result.ts';
import type { NotSeen, Observed } from './observe.ts';

/** When a place has been observed well enough. */
export interface Policy<T extends Observed = Observed> {
  /** A place that changes while it is observed is observed again, this often in all. */
  readonly attempts: number;
  /** An answer that makes no sense: asked again, or the end. */
  readonly garbled: 'again' | 'end';
  /**
   * How much could not be seen of a place that did not change (a busy machine did not start a program in time). If anything,
   * it is observed once more, and the round counts in which more was seen; what two rounds say is never mixed.
   */
  unseen?(seen: T): number;
}

/** A round that did not count: the place changed meanwhile; or some of it could not be seen, and more of it in another one. */
export interface Discarded<T extends Observed = Observed> {
  readonly seen: T;
  readonly because: 'changed' | 'unseen';
}

/** What the attempts so far have come to. */
export interface Trying<T extends Observed = Observed> {
  readonly attempts: number;
  readonly best?: { readonly seen: T; readonly unseen: number };
  readonly discarded: readonly Discarded<T>[];
  /** The last answer that made no sense; absent: there was none, so it is the place that changed. */
  readonly notSeen?: NotSeen;
}

export interface Settled<T extends Observed = Observed> {
  readonly seen: T | 'unchanged';
  readonly discarded: readonly Discarded<T>[];
}

export type Attempt<T extends Observed = Observed> = Result<T | 'unchanged', NotSeen>;

/** One more attempt is needed, or this is the end. */
export type Next<T extends Observed = Observed> =
  | { readonly type: 'again'; readonly trying: Trying<T> }
  | { readonly type: 'end'; readonly result: Result<Settled<T>, NotSeen> };

export const notYetTried = { attempts: 0, discarded: [] } as const;

/** Pure: what follows from one more attempt. */
export function afterAttempt<T extends Observed>(before: Trying<T>, attempt: Attempt<T>, policy: Policy<T>): Next<T> {
  const trying: Trying<T> = { ...before, attempts: before.attempts + 1 };
  if (!attempt.ok) {
    // What has been seen stays, whatever becomes of the next try.
    if (attempt.error.why !== 'garbled' || policy.garbled === 'end') return endOf(trying, attempt.error);
    return again({ ...trying, notSeen: attempt.error }, policy);
  }
  if (attempt.value === 'unchanged') return end({ seen: 'unchanged', discarded: trying.discarded });
  const seen = attempt.value;
  if (seen.round.changed) return again(discarding(trying, seen, 'changed'), policy);
  const unseen = policy.unseen?.(seen) ?? 0;
  if (!trying.best) {
    if (unseen === 0) return end({ seen, discarded: trying.discarded });
    return again({ ...trying, best: { seen, unseen } }, policy);
  }
  const [more, less] = unseen < trying.best.unseen ? [seen, trying.best.seen] : [trying.best.seen, seen];
  return end({ seen: more, discarded: discarding(trying, less, 'unseen').discarded });
}

const discarding = <T extends Observed>(trying: Trying<T>, seen: T, because: Discarded['because']): Trying<T> => ({
  ...trying,
  discarded: [...trying.discarded, { seen, because }],
});

function again<T extends Observed>(trying: Trying<T>, { attempts }: Policy<T>): Next<T> {
  if (trying.attempts < attempts) return { type: 'again', trying };
  return endOf(trying, trying.notSeen ?? { why: 'unstable' });
}

/** Nothing more can be seen: what has been, counts. */
function endOf<T extends Observed>({ best, discarded }: Trying<T>, notSeen: NotSeen): Next<T> {
  return best ? end({ seen: best.seen, discarded }) : { type: 'end', result: err(notSeen) };
}

const end = <T extends Observed>(settled: Settled<T>): Next<T> => ({ type: 'end', result: ok(settled) });
