import { frameBetween } from './frame.ts';
import type { RoundPlan } from './plan.ts';
import { observationsIn, type Round } from './round.ts';

/** Frames that a round tells early: one of the quick facts, and some of requests that ended. Who tells more is not listened to. */
const mostFrames = 40;
/** Characters between two frames, as base64: more than any honest look prints. */
const mostPending = 16 * 1024 * 1024;

/**
 * Reads what a round that `tells` prints while it is held, piece by piece. The reader gives all that has been told so far
 * whenever there is more: facts of a round that may still turn out not to count. Its fingerprint is that of the beginning.
 */
export function createEarlyReader({
  nonce,
  requests,
}: Pick<RoundPlan, 'nonce' | 'requests'>): (chunk: string) => Round | undefined {
  const [first, last] = [`${nonce} early`, `${nonce} told`];
  let pending = '';
  let frames = 0;
  let told: Round | undefined;
  const take = (upTo: number): boolean => {
    const frame = frameBetween(pending.slice(0, upTo), first, last);
    pending = pending.slice(upTo);
    frames += 1;
    if (typeof frame === 'string') return false;
    const observations = { ...told?.observations, ...observationsIn(frame, requests) };
    told = { nonce, changed: false, before: frame.before, fingerprint: frame.before, observations };
    return true;
  };
  return (chunk) => {
    if (frames >= mostFrames || pending.length > mostPending) return undefined;
    let from = Math.max(0, pending.length - last.length);
    pending += chunk;
    let isMore = false;
    for (let at = pending.indexOf(last, from); at >= 0 && frames < mostFrames; at = pending.indexOf(last, from)) {
      isMore = take(at + last.length) || isMore;
      from = 0;
    }
    return isMore ? told : undefined;
  };
}
