import type { TargetLook } from '../../grade/grade.ts';
import { judgeEvidence, openEvidence } from '../evidence/regrade.ts';
import { type EvidenceStore, newestOf } from '../evidence/store.ts';
import type { LookAtTarget } from './look.ts';

/** The look that an earlier run has kept, if it still counts: whole, signed, of this target, for this plan and course. */
export async function storedLook(
  { target, checks, staging, signal }: Pick<LookAtTarget, 'target' | 'checks' | 'staging' | 'signal'>,
  { folder, trusted, grading }: EvidenceStore,
): Promise<TargetLook | undefined> {
  const file = signal.aborted ? undefined : await newestOf(folder, target);
  const opened = file === undefined ? undefined : await openEvidence(file, trusted, staging);
  if (!opened?.ok) return undefined;
  const { head } = opened.value.evidence;
  const same =
    head.target.id === target.id &&
    head.target.place === target.place &&
    head.plan.sha256 === grading.plan.sha256 &&
    head.course.sha256 === grading.course.sha256;
  return same ? { ...judgeEvidence(opened.value, checks, staging).look, target } : undefined;
}
