import * as z from 'zod';
import { type Text, text } from '../../i18n/text.ts';
import type { CheckResult } from '../../verify/check.ts';
import type { Fields } from './chain.ts';

/** A teacher's word that a check counts as passed, which was seen and could not be judged. */
export interface Allowed {
  /** SHA-256 of the file of evidence that it is about; of no other. */
  readonly evidence: string;
  readonly check: string;
  readonly reason: string;
  /** ISO 8601, by the teacher's clock. */
  readonly at: string;
}

/** Characters of a reason. */
export const longestReason = 500;

const shape = z.object({
  evidence: z.string().regex(/^[0-9a-f]{64}$/),
  check: z.string().max(100),
  reason: z.string().min(1).max(longestReason),
  at: z.iso.datetime(),
});

export const allowedRecord = (allowed: Allowed): Fields => ({ type: 'allowed', ...allowed });

/** Undefined: they were signed, and are not what this program writes. */
export function allowedIn(records: readonly Fields[]): readonly Allowed[] | undefined {
  const read = records.map((record) => shape.safeParse(record));
  return read.every(({ success }) => success) ? read.flatMap(({ data }) => (data ? [data] : [])) : undefined;
}

/** Only what could not be judged: nobody can allow what fails, or what was not seen. */
export const mayBeAllowed = ({ verdict }: CheckResult): boolean =>
  verdict.verdict === 'error' && verdict.unjudged !== undefined;

export function withAllowed(results: readonly CheckResult[], allowed: readonly Allowed[]): readonly CheckResult[] {
  const reasons = new Map(allowed.map(({ check, reason }) => [check, reason]));
  return results.map((result) => {
    const reason = reasons.get(result.check.id);
    if (reason === undefined || !mayBeAllowed(result)) return result;
    return { ...result, verdict: { verdict: 'pass', observed: text('grade.allowed', { reason }) } };
  });
}

export const allowedNote = ({ check, reason, at }: Allowed): Text => text('grade.note.allowed', { check, reason, at });
