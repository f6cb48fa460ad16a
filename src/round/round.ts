import { text } from '../i18n/text.ts';
import { err, ok, type Result, unreachable } from '../result.ts';
import type { LookFailure, Observation } from './fact.ts';
import { type Frame, type FrameProblem, readFrame } from './frame.ts';
import { lineAfter } from './lines.ts';
import type { RoundPlan } from './plan.ts';

/** One look at the lab, raw: what every fragment printed. Plain data; can be saved (file.ts) and judged again. */
export interface Round {
  readonly nonce: string;
  /** Links, addresses, routes or rules changed while it was held, so its facts may contradict each other: look again. */
  readonly changed: boolean;
  /** The fingerprint at its beginning; absent in files of older versions. */
  readonly before?: string;
  /** Of links, addresses, routes and rules of host and containers at its end, and of which containers there were. */
  readonly fingerprint: string;
  /** By the request's key. */
  readonly observations: { readonly [key: string]: Observation };
}

/** Reads what the plan's script printed. Fails when it did not come whole; a single fact that is missing fails alone, later. */
export function readRound(plan: Pick<RoundPlan, 'nonce' | 'requests'>, stdout: string): Result<Round, LookFailure> {
  const frame = readFrame(stdout, plan.nonce);
  if (typeof frame === 'string') return err(failureOf(frame));
  return ok({
    nonce: plan.nonce,
    changed: frame.before !== frame.after,
    before: frame.before,
    fingerprint: frame.after,
    observations: observationsIn(frame, plan.requests),
  });
}

/** What a frame holds of these requests. */
export function observationsIn({ facts }: Frame, requests: RoundPlan['requests']): Round['observations'] {
  const utf8 = new TextDecoder();
  const observations = requests.flatMap(({ key }, index) => {
    const fact = facts.get(index);
    if (!fact) return [];
    return [[key, { ...fact, stdout: utf8.decode(fact.stdout), stderr: utf8.decode(fact.stderr) }] as const];
  });
  return Object.fromEntries(observations);
}

/** The round was not held: the lab still had the fingerprint that `planRound` was given. */
export const isUnchanged = ({ nonce }: Pick<RoundPlan, 'nonce'>, stdout: string): boolean =>
  lineAfter(stdout, `${nonce} unchanged`)?.trim() === '';

/** Reads what `planFingerprint`'s script printed. */
export function readFingerprint(nonce: string, stdout: string): Result<string, LookFailure> {
  const fingerprint = lineAfter(stdout, `${nonce} fingerprint `)?.trim();
  if (fingerprint) return ok(fingerprint);
  return err(failureOf(stdout.includes(`${nonce} no-folder`) ? 'no-folder' : 'cut'));
}

function failureOf(problem: FrameProblem): LookFailure {
  switch (problem) {
    case 'cut':
      return { text: text('facts.round-cut') };
    case 'garbled':
      return { text: text('facts.round-garbled') };
    case 'no-folder':
      return { text: text('facts.round-no-folder') };
    default:
      return unreachable(problem);
  }
}
