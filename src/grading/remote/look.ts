import type { Params } from '../../course/params.ts';
import type { Staging } from '../../course/scene.ts';
import { judgeCaptured } from '../../grade/evidence/captured.ts';
import { newEvidenceId, verdictsOf } from '../../grade/evidence/record.ts';
import { lookOf } from '../../grade/evidence/target-look.ts';
import type { Target, TargetLook } from '../../grade/grade.ts';
import type { Check } from '../../verify/check.ts';
import type { EvidenceStore } from '../evidence/store.ts';
import { captureForGrade, type Place } from './capture.ts';

export interface LookAtTarget {
  readonly target: Target;
  readonly place: Place;
  readonly checks: readonly Check[];
  readonly params: Params;
  readonly staging: Staging;
  /** Ctrl-C, or the target's time is over. */
  readonly signal: AbortSignal;
  /** Where the evidence goes; absent: none is kept. */
  readonly store?: EvidenceStore;
  /** Milliseconds since 1970. */
  now(): number;
}

/** One target, looked at now, its evidence kept. */
export async function lookAtTarget(use: LookAtTarget): Promise<TargetLook> {
  const { target, place, checks, params, staging, store, now, signal } = use;
  const at = new Date(now()).toISOString();
  const captured = await captureForGrade(place, { checks, params, staging, signal, now });
  if (!captured.ok) {
    const { code, text, fix } = captured.error;
    return { target, at, looked: false, cause: { code, text, ...(fix === undefined ? {} : { fix }) } };
  }
  const judged = judgeCaptured(captured.value, checks, staging);
  const stored = { id: newEvidenceId(), target, at, captured: captured.value, verdicts: verdictsOf(judged.results) };
  const evidence = await store?.keep(stored);
  if (evidence && !evidence.ok) return { target, at, looked: false, cause: evidence.error };
  return { ...lookOf(target, at, captured.value, judged), ...(evidence ? { evidence: evidence.value } : {}) };
}
