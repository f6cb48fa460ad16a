import type { Params } from '../../course/params.ts';
import type { Staging } from '../../course/scene.ts';
import { type Captured, judgeCaptured } from '../../grade/evidence/captured.ts';
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
  /** It is a lab of the grader's own, in which these commands were run. */
  readonly rerun?: Captured['rerun'];
  /** Milliseconds since 1970. */
  now(): number;
}

/** One target, looked at now, its evidence kept. */
export async function lookAtTarget(use: LookAtTarget): Promise<TargetLook> {
  const { target, place, checks, params, staging, store, now, signal, rerun } = use;
  const at = new Date(now()).toISOString();
  const seen = await captureForGrade(place, { checks, params, staging, signal, now });
  if (!seen.ok) {
    const { code, text, fix } = seen.error;
    return { target, at, looked: false, cause: { code, text, ...(fix === undefined ? {} : { fix }) } };
  }
  const captured = rerun ? { ...seen.value, rerun } : seen.value;
  const judged = judgeCaptured(captured, checks, staging);
  const stored = { id: newEvidenceId(), target, at, captured, verdicts: verdictsOf(judged.results) };
  const evidence = await store?.keep(stored);
  if (evidence && !evidence.ok) return { target, at, looked: false, cause: evidence.error };
  return { ...lookOf(target, at, captured, judged), ...(evidence ? { evidence: evidence.value } : {}) };
}
