import type { KeyObject } from 'node:crypto';
import writeFileAtomic from 'write-file-atomic';
import { type Allowed, allowedIn, allowedRecord } from '../../grade/evidence/allowed.ts';
import { refusals, sealed, unsealed } from '../../grade/evidence/chain.ts';
import type { SigningKey } from '../../grade/evidence/signing-key.ts';
import type { LookCause } from '../../grade/grade.ts';
import { err, ok, type Result } from '../../result.ts';
import { mostWritten, readFileUpTo } from '../read-file.ts';

/** What a teacher has allowed stands beside the evidence, in a file of its own: evidence is never written again. */
export const allowancesFile = (evidence: string): string => `${evidence}.allowed`;

/** Files of evidence out of those that somebody named, each once: `evidence/*` names what stands beside them as well. */
export function evidenceIn(files: readonly string[]): readonly string[] {
  const beside = new Set(files.map(allowancesFile));
  return [...new Set(files)].filter((file) => !beside.has(file));
}

/** What was allowed of a file of evidence; nothing where nobody has allowed anything. */
export async function allowancesOf(
  { file, sha256 }: { readonly file: string; readonly sha256: string },
  trusted: readonly KeyObject[],
): Promise<Result<readonly Allowed[], LookCause>> {
  const content = await readFileUpTo(allowancesFile(file), mostWritten);
  if (!content.ok) return content.error === 'ENOENT' ? ok([]) : err(refusals.unreadable(content.error));
  const read = unsealed(content.value.toString('utf8'), trusted);
  if (!read.ok) return read;
  const all = allowedIn(read.value.records);
  return all ? ok(all.filter(({ evidence }) => evidence === sha256)) : err(refusals.foreign());
}

/** Adds some; of two about one check the later counts. */
export async function allow(
  file: string,
  before: readonly Allowed[],
  more: readonly Allowed[],
  key: SigningKey,
): Promise<readonly Allowed[]> {
  const all = [...before.filter(({ check }) => !more.some((one) => one.check === check)), ...more];
  await writeFileAtomic(allowancesFile(file), sealed(all.map(allowedRecord), key), { mode: 0o600 });
  return all;
}
