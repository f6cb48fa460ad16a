import { createHash } from 'node:crypto';
import type { Params } from '../../course/params.ts';
import { text } from '../../i18n/text.ts';
import type { LabFailure } from '../../lab/lab.ts';
import type { Result } from '../../result.ts';
import type { Check } from '../../verify/check.ts';
import { type Held, type Judged, judgeHeld } from '../evidence/held.ts';
import { newEvidenceId, verdictsOf } from '../evidence/record.ts';
import type { EvidenceStore } from '../evidence/store.ts';
import type { LookCause, Target, TargetLook } from '../grade.ts';
import { holdForGrade, type Place } from './hold.ts';

export interface LookAtTarget {
  readonly target: Target;
  readonly place: Place;
  readonly checks: readonly Check[];
  readonly params: Params;
  /** Milliseconds for the whole target, connection included. */
  readonly timeoutMs: number;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** Where the evidence goes; absent: none is kept. */
  readonly store?: EvidenceStore;
  now(): number;
}

/** One target, looked at now. Whatever the machine does, there is an answer within the time limit. */
export async function lookAtTarget(use: LookAtTarget): Promise<TargetLook> {
  const { target, place, checks, params, store, now } = use;
  const at = new Date(now()).toISOString();
  const limit = AbortSignal.timeout(use.timeoutMs);
  const signal = AbortSignal.any([use.signal, limit]);
  const held = await holdForGrade(place, { checks, params, signal, now });
  if (!held.ok) return { target, at, looked: false, cause: causeOf(held, use, limit) };
  const judged = judgeHeld(held.value, checks);
  const id = newEvidenceId();
  const evidence = await store?.keep({ id, target, at, held: held.value, verdicts: verdictsOf(judged.results) });
  if (evidence && !evidence.ok) return { target, at, looked: false, cause: evidence.error };
  return {
    ...lookOf(target, at, held.value, judged),
    ...(evidence ? { evidence: evidence.value } : {}),
  };
}

/** What a judged look says, whether it was made now or comes from a file. */
export function lookOf(target: Target, at: string, held: Held, { results, picture, containers }: Judged) {
  const { bootId, netns } = held.machine;
  const marks = {
    // The kernel that runs, and the lab on it: two targets with both are one machine. What is on a disk (machine-id, host
    // keys) comes with the box that a whole class copies.
    ...(bootId === undefined || netns === undefined ? {} : { machine: hash(`${bootId} ${netns}`) }),
    // Docker draws a container's id at random: a copied disk has the same ones.
    ...(containers.length === 0 ? {} : { state: hash(containers.join(' ')) }),
  };
  return { target, at, looked: true as const, results, marks, ...(picture ? { picture } : {}) };
}

const hash = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 32);

function causeOf(
  held: Result<Held, LabFailure> & { readonly ok: false },
  { place, timeoutMs, signal }: LookAtTarget,
  limit: AbortSignal,
): LookCause {
  const { name } = place;
  if (signal.aborted) return { code: 'interrupted', text: text('remote.fail.interrupted', { name }) };
  if (limit.aborted || held.error.code === 'round-ended')
    return { code: 'timed-out', text: text('remote.fail.time', { name, seconds: Math.round(timeoutMs / 1000) }) };
  return { code: held.error.code, text: held.error.text };
}
