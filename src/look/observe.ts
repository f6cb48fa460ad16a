import { type Text, text } from '../i18n/text.ts';
import type { Lab, LabFailure, ScriptResult } from '../lab/lab.ts';
import { err, ok, type Result, unreachable } from '../result.ts';
import {
  createEarlyReader,
  isUnchanged,
  type LookFailure,
  planFingerprint,
  type Round,
  type RoundPlan,
  readFingerprint,
  readRound,
} from '../round/index.ts';

/** What answers scripts: a lab, or a machine over ssh. */
export type Place = Pick<Lab, 'run'>;

/**
 * How long a script may take, in milliseconds. Fetches are bounded by themselves at a few seconds and run side by side (a few
 * at a time on a slow machine); these bound what went wrong.
 */
export const limits = { round: 180_000, facts: 30_000, walks: 20_000, fingerprint: 30_000 } as const;

export interface Limit {
  readonly timeoutMs: number;
  /** Aborting ends the script. */
  readonly signal?: AbortSignal | undefined;
  /** What the round tells before it is over, where its plan has it so. It may turn out not to count. */
  onEarly?: ((told: Round) => void) | undefined;
}

/** Why a place could not be observed: never the learner's fault. */
export type NotSeen =
  /** Nobody answered: the lab is not up, the machine cannot be reached. */
  | { readonly why: 'no-answer'; readonly failure: LabFailure }
  /** The script took too long. */
  | { readonly why: 'late'; readonly seconds: number }
  /** Something answered, but not what was asked: cut off, garbled, or made up. `detail`: the last that it complained about. */
  | { readonly why: 'garbled'; readonly reason: Text; readonly detail: string }
  /** It changed during every attempt. */
  | { readonly why: 'unstable' };

/** What one script saw. */
export interface Observed {
  readonly plan: RoundPlan;
  readonly round: Round;
  /** The last line that the script complained with, fit to be shown; mostly empty. */
  readonly complaint: string;
}

/** Runs one planned script, once. */
export async function observe(place: Place, plan: RoundPlan, limit: Limit): Promise<Result<Observed, NotSeen>> {
  const ran = await runPlan(place, plan, limit);
  return ran.ok ? roundIn(plan, ran.value) : ran;
}

/**
 * The same for a plan that was given a fingerprint. `unchanged`: the place still has it. Nobody else believes that word: whoever
 * answers may say it unasked.
 */
export async function observeUnless(
  place: Place,
  plan: RoundPlan,
  limit: Limit,
): Promise<Result<Observed | 'unchanged', NotSeen>> {
  const ran = await runPlan(place, plan, limit);
  if (!ran.ok) return ran;
  return isUnchanged(plan, ran.value.stdout) ? ok('unchanged') : roundIn(plan, ran.value);
}

function roundIn(plan: RoundPlan, ran: ScriptResult): Result<Observed, NotSeen> {
  const round = readRound(plan, ran.stdout);
  const complaint = complaintIn(ran);
  return round.ok ? ok({ plan, round: round.value, complaint }) : err(garbled(round.error, complaint));
}

/** The fingerprint of the place, cheaply, without any fetch. */
export async function observeFingerprint(
  place: Place,
  hosts: readonly string[] = [],
): Promise<Result<string, NotSeen>> {
  const plan = planFingerprint(hosts);
  const ran = await run(place, plan.script, { timeoutMs: limits.fingerprint });
  if (!ran.ok) return ran;
  const read = readFingerprint(plan.nonce, ran.value.stdout);
  return read.ok ? read : err(garbled(read.error, complaintIn(ran.value)));
}

function runPlan(place: Place, plan: RoundPlan, { onEarly, ...limit }: Limit): Promise<Result<ScriptResult, NotSeen>> {
  if (!onEarly) return run(place, plan.script, limit);
  const read = createEarlyReader(plan);
  const onOutput = (piece: string): void => {
    const told = read(piece);
    if (told && !limit.signal?.aborted) onEarly(told);
  };
  return run(place, plan.script, limit, onOutput);
}

async function run(
  place: Place,
  script: string,
  { timeoutMs, signal }: Omit<Limit, 'onEarly'>,
  onOutput?: (piece: string) => void,
): Promise<Result<ScriptResult, NotSeen>> {
  const ran = await place.run(script, { timeoutMs, ...(signal ? { signal } : {}), ...(onOutput ? { onOutput } : {}) });
  if (!ran.ok) return err({ why: 'no-answer', failure: ran.error });
  return ran.value.timedOut ? err({ why: 'late', seconds: timeoutMs / 1000 }) : ran;
}

export const garbled = ({ text: reason }: LookFailure, detail: string): NotSeen => ({ why: 'garbled', reason, detail });

/** What a place prints is cleaned before it is shown. */
const complaintIn = ({ stderr }: Pick<ScriptResult, 'stderr'>): string =>
  (stderr.trim().split('\n').at(-1) ?? '').replace(/[^\x20-\x7e]/g, ' ').slice(0, 120);

/** In the words of a lab. */
export function failureOf(notSeen: NotSeen): LabFailure {
  switch (notSeen.why) {
    case 'no-answer':
      return notSeen.failure;
    case 'late':
      return { code: 'round-ended', text: text('learn.round-ended', { seconds: notSeen.seconds }) };
    case 'garbled':
      return {
        code: 'round-broken',
        text: text('learn.round-broken', { reason: notSeen.reason, detail: notSeen.detail }),
      };
    case 'unstable':
      return { code: 'restless', text: text('learn.round-unstable') };
    default:
      return unreachable(notSeen);
  }
}
