import type { LabFailure, LineEnd, RunLine } from '../lab/lab.ts';
import { ok, type Result, unreachable } from '../result.ts';
import type { LineOutcome, SessionEvent } from './session.ts';

/** Long enough for a first `docker run`; a `wget` that nobody answers is told long before. */
export const defaultLineTimeoutMs = 150_000;

export interface RunRequest {
  readonly step: string;
  readonly commands: readonly string[];
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** `continue`: a failing line does not stop the rest (solving, undoing): what holds afterwards decides. */
  readonly onFailure: 'stop' | 'continue';
}

/** Runs lines one by one. Resolves to true when every line ended with 0; fails only when the lab is not up. */
export async function runLines(
  request: RunRequest,
  runLine: RunLine,
  emit: (event: SessionEvent) => void,
): Promise<Result<boolean, LabFailure>> {
  const { step, commands, signal, timeoutMs } = request;
  emit({ type: 'run-started', step, commands });
  let good = true;
  for (const [index, command] of commands.entries()) {
    emit({ type: 'line-started', step, index, command });
    const ended = await runLine(command, {
      signal,
      timeoutMs,
      onData: (chunk) => emit({ type: 'line-output', step, index, chunk }),
    });
    if (!ended.ok) {
      emit({ type: 'run-ended', step, ok: false });
      return ended;
    }
    const outcome = outcomeOf(ended.value, timeoutMs);
    emit({ type: 'line-ended', step, index, outcome, ms: ended.value.ms });
    if (outcome.type === 'ok') continue;
    good = false;
    if (outcome.type === 'cancelled' || request.onFailure === 'stop') break;
  }
  emit({ type: 'run-ended', step, ok: good });
  return ok(good);
}

function outcomeOf({ ended, exitCode }: LineEnd, timeoutMs: number): LineOutcome {
  switch (ended) {
    case 'exited':
      return exitCode === 0 ? { type: 'ok' } : { type: 'failed', exitCode };
    case 'timed-out':
      return { type: 'timed-out', seconds: Math.round(timeoutMs / 1000) };
    case 'cancelled':
      return { type: 'cancelled' };
    default:
      return unreachable(ended);
  }
}
