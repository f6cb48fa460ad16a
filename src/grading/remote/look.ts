import { createHash } from 'node:crypto';
import type { Params } from '../../course/params.ts';
import { type Held, type Judged, judgeHeld } from '../../grade/evidence/held.ts';
import { newEvidenceId, verdictsOf } from '../../grade/evidence/record.ts';
import type { Target, TargetLook } from '../../grade/grade.ts';
import type { Check } from '../../verify/check.ts';
import type { EvidenceStore } from '../evidence/store.ts';
import { holdForGrade, type Place } from './hold.ts';

export interface LookAtTarget {
  readonly target: Target;
  readonly place: Place;
  readonly checks: readonly Check[];
  readonly params: Params;
  /** Ctrl-C, or the target's time is over. */
  readonly signal: AbortSignal;
  /** Where the evidence goes; absent: none is kept. */
  readonly store?: EvidenceStore;
  /** Milliseconds since 1970. */
  now(): number;
}

/** One target, looked at now, its evidence kept. */
export async function lookAtTarget(use: LookAtTarget): Promise<TargetLook> {
  const { target, place, checks, params, store, now, signal } = use;
  const at = new Date(now()).toISOString();
  const held = await holdForGrade(place, { checks, params, signal, now });
  if (!held.ok) {
    const { code, text, mend } = held.error;
    return { target, at, looked: false, cause: { code, text, ...(mend === undefined ? {} : { mend }) } };
  }
  const judged = judgeHeld(held.value, checks);
  const kept = { id: newEvidenceId(), target, at, held: held.value, verdicts: verdictsOf(judged.results) };
  const evidence = await store?.keep(kept);
  if (evidence && !evidence.ok) return { target, at, looked: false, cause: evidence.error };
  return { ...lookOf(target, at, held.value, judged), ...(evidence ? { evidence: evidence.value } : {}) };
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
  return { target, at, looked: true as const, results, params: held.params, marks, ...(picture ? { picture } : {}) };
}

const hash = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 32);
