import { text } from '../i18n/text.ts';
import type { Lab, LabFailure, ScriptResult } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import {
  isUnchanged,
  type LookFailure,
  planFingerprint,
  planRound,
  type Round,
  type RoundPlan,
  readFingerprint,
  readRound,
} from '../round/index.ts';

/** Fetches are bounded by themselves at a few seconds and run side by side (a few at a time on a slow machine); this bounds what went wrong. */
const roundTimeoutMs = 180_000;
const fingerprintTimeoutMs = 30_000;
/** A lab that changes while it is looked at is looked at again, this often in all. */
const attempts = 3;

type Place = Pick<Lab, 'run'>;

export interface HoldOptions {
  readonly signal?: AbortSignal;
  /** Each attempt begins. */
  onBegin?(): void;
}

/** Runs a script of a look; one that takes too long is a failure of ours. */
export async function ask(
  lab: Place,
  script: string,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Result<ScriptResult, LabFailure>> {
  const ran = await lab.run(script, { timeoutMs, ...(signal ? { signal } : {}) });
  if (ran.ok && ran.value.timedOut)
    return err(failure('round-ended', text('learn.round-ended', { seconds: timeoutMs / 1000 })));
  return ran;
}

/**
 * One round of a lab, in one script; whoever changes the lab meanwhile makes it look again. A new plan each time: what an
 * earlier attempt left in the servers' logs must not count.
 */
export async function holdRound(
  lab: Place,
  requests: RoundPlan['requests'],
  options: HoldOptions = {},
): Promise<Result<Round, LabFailure>> {
  const round = await holdUnless(lab, requests, undefined, options);
  if (round.ok && round.value === 'unchanged') throw new Error('a round without a fingerprint is never unchanged');
  return round as Result<Round, LabFailure>;
}

/** The same, but nothing is looked at when the lab's fingerprint is still this one. */
export async function holdUnless(
  lab: Place,
  requests: RoundPlan['requests'],
  fingerprint: string | undefined,
  { signal, onBegin }: HoldOptions,
): Promise<Result<Round | 'unchanged', LabFailure>> {
  let reason = failure('restless', text('learn.round-restless'));
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const plan = planRound(requests, undefined, fingerprint);
    onBegin?.();
    const ran = await ask(lab, plan.script, roundTimeoutMs, signal);
    if (!ran.ok) return ran;
    if (fingerprint !== undefined && isUnchanged(plan, ran.value.stdout)) return ok('unchanged');
    const round = readRound(plan, ran.value.stdout);
    if (round.ok && !round.value.changed) return round;
    if (!round.ok) reason = broken(round.error, ran.value);
    if (signal?.aborted) break;
  }
  return err(reason);
}

/** The lab's fingerprint, cheaply, without any fetch. */
export async function askFingerprint(lab: Place): Promise<Result<string, LabFailure>> {
  const plan = planFingerprint();
  const ran = await ask(lab, plan.script, fingerprintTimeoutMs);
  if (!ran.ok) return ran;
  const read = readFingerprint(plan.nonce, ran.value.stdout);
  return read.ok ? read : err(broken(read.error, ran.value));
}

const failure = (code: string, words: LabFailure['text']): LabFailure => ({ code, text: words });

const broken = ({ text: reason }: LookFailure, { stderr }: ScriptResult): LabFailure => {
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return failure('round-broken', text('learn.round-broken', { reason, detail: last.slice(0, 120) }));
};
