import type * as z from 'zod';
import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { LookFailure, Observation, RoundContext } from './fact.ts';

/**
 * The node is not there, or Docker does not answer: `at` and `engine` say so in a line of their own that starts with the
 * nonce. Undefined when the fragment did look.
 */
export function absence(seen: Observation, { nonce }: RoundContext): LookFailure | undefined {
  const [, state, words = ''] = new RegExp(`^${nonce} (missing|stopped|docker) (.*)$`, 'm').exec(seen.stderr) ?? [];
  switch (state) {
    case 'missing':
      return { text: text('facts.node-missing', { node: words }) };
    case 'stopped':
      return { text: text('facts.node-stopped', { node: words }) };
    case 'docker':
      return { text: text('facts.docker', { words: short(words) }) };
    default:
      return undefined;
  }
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
    data = output.trim() === '' ? [] : JSON.parse(output);
  } catch {
    return err(unreadable(program));
  }
  const read = shape.safeParse(data);
  return read.success ? ok(read.data) : err(unreadable(program));
}

/** The last line of what a program complained about: fits into a message. */
function short(words: string): string {
  const line = words.trim().split('\n').at(-1)?.trim() ?? '';
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
