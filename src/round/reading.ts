import type * as z from 'zod';
import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { LookFailure, Observation, RoundContext } from './fact.ts';
import { lineAfter } from './lines.ts';

/**
 * The node is not there, or Docker does not answer: `at` and `engine` say so in a line of their own that starts with the
 * nonce. Undefined when the fragment did look.
 */
export function absence(seen: Observation, { nonce }: RoundContext): LookFailure | undefined {
  const lineOf = (state: string): string | undefined => lineAfter(seen.stderr, `${nonce} ${state} `);
  const missing = lineOf('missing');
  if (missing !== undefined) return { text: text('facts.node-missing', { node: missing }) };
  const stopped = lineOf('stopped');
  if (stopped !== undefined) return { text: text('facts.node-stopped', { node: stopped }) };
  const docker = lineOf('docker');
  return docker === undefined ? undefined : { text: text('facts.docker', { words: short(docker) }) };
}

/** What a program printed, when it ended well. */
export function printed(seen: Observation, context: RoundContext, program: string): Result<string, LookFailure> {
  const absent = absence(seen, context);
  if (absent) return err(absent);
  return seen.exitCode === 0 ? ok(seen.stdout) : err(failed(seen, program));
}

export function failed({ exitCode, stderr }: Observation, program: string): LookFailure {
  if (exitCode === 127) return { text: text('facts.program-missing', { program }) };
  if (exitCode === 124) return { text: text('facts.program-timed-out', { program }) };
  const values = { program, code: exitCode, words: short(stderr) };
  const id = values.words === '' ? 'facts.program-failed-silently' : 'facts.program-failed';
  return { text: text(id, values) };
}

export const unreadable = (program: string): LookFailure => ({ text: text('facts.unreadable', { program }) });

/** JSON that a program printed, in the shape that we know. */
export function printedJson<T>(
  seen: Observation,
  context: RoundContext,
  program: string,
  shape: z.ZodType<T>,
): Result<T, LookFailure> {
  const output = printed(seen, context, program);
  return output.ok ? json(output.value, program, shape) : output;
}

export function json<T>(output: string, program: string, shape: z.ZodType<T>): Result<T, LookFailure> {
  let data: unknown;
  try {
    // iproute2 prints nothing at all for an empty list in some commands.
    data = output.trim() === '' ? [] : parsed(output);
  } catch {
    return err(unreadable(program));
  }
  const read = shape.safeParse(data);
  return read.success ? ok(read.data) : err(unreadable(program));
}

/** iproute2 writes control characters of an alias as they are (jsonw_puts): outside of strings a blank means the same. */
function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return JSON.parse(output.replace(/[\u0000-\u001f]/g, ' '));
  }
}

/** The last line of what a program complained about: fits into a message. */
function short(words: string): string {
  const line = words.trim().split('\n').at(-1)?.trim() ?? '';
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
