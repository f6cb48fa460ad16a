import { createHash, type KeyObject } from 'node:crypto';
import type { Staging } from '../../course/scene.ts';
import type { Allowed } from '../../grade/evidence/allowed.ts';
import { judgeCaptured } from '../../grade/evidence/captured.ts';
import { refusals, unsealed } from '../../grade/evidence/chain.ts';
import { changedVerdicts, type Evidence, evidenceOf, verdictsOf } from '../../grade/evidence/record.ts';
import { lookOf } from '../../grade/evidence/target-look.ts';
import type { LookCause, Target, TargetLook } from '../../grade/grade.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Check } from '../../verify/check.ts';
import { allowancesOf } from './allowances.ts';
import { readEvidenceFile } from './store.ts';

export interface OpenedEvidence {
  readonly file: string;
  readonly evidence: Evidence;
  readonly sha256: string;
  /** Fingerprint of the key that signed it. */
  readonly key: string;
  /** What a teacher has allowed since. */
  readonly allowed: readonly Allowed[];
}

/** Reads one file and proves it: whole, untouched, signed by a trusted key, consistent. */
export async function openEvidence(
  file: string,
  trusted: readonly KeyObject[],
  { params }: Pick<Staging, 'params'>,
): Promise<Result<OpenedEvidence, LookCause>> {
  const content = await readEvidenceFile(file);
  if (!content.ok) return err(refusals.unreadable(content.error));
  const sealed = unsealed(content.value, trusted);
  if (!sealed.ok) return sealed;
  const evidence = evidenceOf(sealed.value.records, params);
  if (!evidence.ok) return evidence;
  const sha256 = createHash('sha256').update(content.value).digest('hex');
  // An allowance that somebody has touched spoils the file: nobody shall wonder which of two grades is meant.
  const allowed = await allowancesOf({ file, sha256 }, trusted);
  if (!allowed.ok) return allowed;
  return ok({ file, evidence: evidence.value, sha256, key: sealed.value.fingerprint, allowed: allowed.value });
}

export interface Regraded {
  readonly look: TargetLook;
  /** Checks whose verdict is another one than when it was recorded: the course was corrected. */
  readonly changed: readonly string[];
}

/** Judges a file by today's checks, or says why it does not count. `target`: what it is called when it cannot say so itself. */
export async function regrade(
  file: string,
  target: Target,
  trusted: readonly KeyObject[],
  checks: readonly Check[],
  staging: Staging,
): Promise<Regraded> {
  const opened = await openEvidence(file, trusted, staging);
  if (opened.ok) return judgeEvidence(opened.value, checks, staging);
  return { look: { target, at: new Date(0).toISOString(), looked: false, cause: opened.error }, changed: [] };
}

/** Judges an opened file by today's checks. */
export function judgeEvidence(
  { file, evidence, sha256, key, allowed }: OpenedEvidence,
  checks: readonly Check[],
  staging: Staging,
): Regraded {
  const { head, captured, verdicts } = evidence;
  const judgement = judgeCaptured(captured, checks, staging);
  const changed = changedVerdicts(verdicts, verdictsOf(judgement.results));
  const target: Target = { ...head.target, place: file };
  return {
    look: { ...lookOf(target, head.at, captured, judgement, allowed), evidence: { file, sha256, key } },
    changed,
  };
}

/** Many files: what each is about, and which of them count. Holds names, dates and nonces only, never what was seen. */
export interface Survey {
  /** Of a file that is refused its own name. */
  targetOf(file: string): Target;
  /** Why a file does not count; undefined: it does, as far as was seen. */
  refusalOf(file: string): TargetLook | undefined;
}

interface Summary {
  readonly target: Target;
  readonly at: string;
  readonly refusal?: LookCause;
}

/**
 * A look that is in two files counts once, by the first; of two looks at one target the later one counts. Files that are
 * refused for themselves displace no other.
 */
export async function surveyEvidence(
  files: readonly string[],
  trusted: readonly KeyObject[],
  staging: Staging,
): Promise<Survey> {
  const summaries = new Map<string, Summary>();
  const byNonce = new Map<string, string>();
  const latest = new Map<string, string>();
  for (const file of files) {
    const opened = await openEvidence(file, trusted, staging);
    const unknown = { id: file, place: file };
    if (!opened.ok) {
      summaries.set(file, { target: unknown, at: new Date(0).toISOString(), refusal: opened.error });
      continue;
    }
    const { head, captured } = opened.value.evidence;
    const first = byNonce.get(captured.round.nonce);
    if (first !== undefined && first !== file) {
      summaries.set(file, { target: unknown, at: head.at, refusal: refusals.replayed(first) });
      continue;
    }
    byNonce.set(captured.round.nonce, file);
    summaries.set(file, { target: { ...head.target, place: file }, at: head.at });
    const other = latest.get(head.target.id);
    if (other === undefined || (summaries.get(other)?.at ?? '') < head.at) latest.set(head.target.id, file);
  }
  for (const [file, summary] of summaries) {
    const newest = latest.get(summary.target.id);
    // An id stands for one target: what displaces nothing else must not share it.
    if (!summary.refusal && newest !== undefined && newest !== file)
      summaries.set(file, { target: { id: file, place: file }, at: summary.at, refusal: refusals.older(newest) });
  }
  const summaryOf = (file: string): Summary =>
    summaries.get(file) ?? { target: { id: file, place: file }, at: new Date(0).toISOString() };
  return {
    targetOf: (file) => summaryOf(file).target,
    refusalOf(file) {
      const { target, at, refusal: cause } = summaryOf(file);
      return cause && { target, at, looked: false, cause };
    },
  };
}
