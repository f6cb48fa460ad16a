import * as z from 'zod';
import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { LookFailure } from './fact.ts';
import type { Round } from './round.ts';

const version = 1;

const shape = z.object({
  version: z.literal(version),
  nonce: z.string().regex(/^[0-9a-f]+$/),
  changed: z.boolean(),
  fingerprint: z.string(),
  observations: z.record(
    z.string(),
    z.object({ stdout: z.string(), stderr: z.string(), exitCode: z.number(), ms: z.number() }),
  ),
});

/** A round as the text of a JSON file: evidence that can be judged again without the lab. */
export function saveRound(round: Round): string {
  return `${JSON.stringify({ version, ...round }, null, 2)}\n`;
}

export function loadRound(file: string): Result<Round, LookFailure> {
  let data: unknown;
  try {
    data = JSON.parse(file);
  } catch {
    return err({ text: text('facts.round-garbled') });
  }
  const other = z.object({ version: z.number() }).safeParse(data);
  if (other.success && other.data.version !== version) {
    return err({ text: text('facts.round-version', { version: other.data.version }) });
  }
  const read = shape.safeParse(data);
  if (!read.success) return err({ text: text('facts.round-garbled') });
  const { version: _, ...round } = read.data;
  return ok(round);
}
