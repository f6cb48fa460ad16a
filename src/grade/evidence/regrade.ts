import { createHash, type KeyObject } from 'node:crypto';
import { ok, type Result } from '../../result.ts';
import type { Check } from '../../verify/check.ts';
import type { LookCause, Target, TargetLook } from '../grade.ts';
import { lookOf } from '../remote/look.ts';
import { refusals, unsealed } from './chain.ts';
import { judgeHeld } from './held.ts';
import { changedVerdicts, type Evidence, evidenceOf, verdictsOf } from './record.ts';
import { readEvidenceFile } from './store.ts';

export interface OpenedEvidence {
  readonly evidence: Evidence;
  readonly sha256: string;
  /** Fingerprint of the key that signed it. */
  readonly key: string;
}

/** Reads one file and proves it: whole, untouched, signed by a trusted key, consistent. */
export async function openEvidence(
  file: string,
  trusted: readonly KeyObject[],
): Promise<Result<OpenedEvidence, LookCause>> {
  const content = await readEvidenceFile(file);
  if (!content.ok) return { ok: false, error: refusals.unreadable(content.error) };
  const sealed = unsealed(content.value, trusted);
  if (!sealed.ok) return sealed;
  const evidence = evidenceOf(sealed.value.records);
  if (!evidence.ok) return evidence;
  const sha256 = createHash('sha256').update(content.value).digest('hex');
  return ok({ evidence: evidence.value, sha256, key: sealed.value.fingerprint });
}

export interface Regraded {
  readonly look: TargetLook;
  readonly file: string;
  /** Checks whose verdict is another one than when it was recorded: the course was corrected. */
  readonly changed: readonly string[];
}

export interface Regrade {
  readonly files: readonly string[];
  readonly trusted: readonly KeyObject[];
  readonly checks: readonly Check[];
}

/**
 * Judges evidence files again, one after the other. A file that tells of the same look as another counts once; of two looks at
 * one target, the later one. Which those are is known before anything is judged, so that the order of the files is no matter.
 */
export async function* regrade({ files, trusted, checks }: Regrade): AsyncGenerator<Regraded> {
  const known = await survey(files, trusted);
  for (const file of files) {
    const opened = await openEvidence(file, trusted);
    const refusal = opened.ok ? known.refusal(file, opened.value.evidence) : opened.error;
    if (!opened.ok || refusal) {
      const target = { id: opened.ok ? opened.value.evidence.head.target.id : file, place: file };
      const at = opened.ok ? opened.value.evidence.head.at : new Date(0).toISOString();
      yield { file, changed: [], look: { target, at, looked: false, cause: refusal ?? refusals.foreign() } };
      continue;
    }
    yield judgedAgain(file, opened.value, checks);
  }
}

/** Judges an opened file by today's checks. */
export function judgedAgain(
  file: string,
  { evidence, sha256, key }: OpenedEvidence,
  checks: readonly Check[],
): Regraded {
  const { head, held, verdicts } = evidence;
  const judgement = judgeHeld(held, checks);
  const changed = changedVerdicts(verdicts, verdictsOf(judgement.results));
  const target: Target = { ...head.target, place: file };
  const look = { ...lookOf(target, head.at, held, judgement), evidence: { file, sha256, key } };
  return { file, look, changed };
}

/** Who is told of in which files: ids and dates only. */
async function survey(files: readonly string[], trusted: readonly KeyObject[]) {
  const nonces = new Map<string, string>();
  const latest = new Map<string, { readonly file: string; readonly at: string }>();
  for (const file of files) {
    const opened = await openEvidence(file, trusted);
    if (!opened.ok) continue;
    const { head, held } = opened.value.evidence;
    if (nonces.has(held.round.nonce)) continue;
    nonces.set(held.round.nonce, file);
    const other = latest.get(head.target.id);
    if (!other || other.at < head.at) latest.set(head.target.id, { file, at: head.at });
  }
  return {
    refusal(file: string, { head, held }: Evidence): LookCause | undefined {
      const first = nonces.get(held.round.nonce);
      if (first !== undefined && first !== file) return refusals.replayed(first);
      const newest = latest.get(head.target.id);
      return newest && newest.file !== file ? refusals.older(newest.file) : undefined;
    },
  };
}
