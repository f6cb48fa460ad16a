import { Script } from 'node:vm';
import { text } from '../i18n/text.ts';
import type { LabFailure } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';

/** An honest look is judged in a tenth of a second, one with twenty thousand rules in two. */
const patienceMs = 20_000;

const place = Symbol.for('bridgework.work');
const call = new Script(`globalThis[Symbol.for('bridgework.work')]()`);

/**
 * Does work that depends on what a lab said, and leaves it when it takes too long: V8 stops it wherever it is, in a pattern
 * or a loop (docs/decisions/0032). What it had begun is thrown away, so it must keep nothing but what it returns. Ctrl-C
 * stops it too, and then does what it always does.
 */
export function within<T>(work: () => T, ms: number = patienceMs): Result<T, LabFailure> {
  const shared = globalThis as { [place]?: () => T };
  const before = shared[place];
  shared[place] = work;
  try {
    return ok(call.runInThisContext({ timeout: ms, breakOnSigint: true }) as T);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') process.kill(process.pid, 'SIGINT');
    else if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return err({ code: 'unjudged', text: text('learn.unjudged', { seconds: ms / 1000 }) });
  } finally {
    if (before) shared[place] = before;
    else delete shared[place];
  }
}
