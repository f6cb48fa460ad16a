import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Params } from '../../course/params.ts';
import { text } from '../../i18n/text.ts';
import type { Remote, SshTarget } from '../../lab/lab.ts';
import type { Check } from '../../verify/check.ts';
import { judgedAgain, openEvidence } from '../evidence/regrade.ts';
import { type EvidenceStore, fileNameOf, type Grading } from '../evidence/store.ts';
import type { Target, TargetLook } from '../grade.ts';
import { fanOut } from './fan-out.ts';
import { lookAtTarget } from './look.ts';

/** A machine of a class, and how to get there. */
export interface ClassTarget {
  readonly target: Target;
  readonly ssh: SshTarget;
  /** As on that machine. */
  readonly params: Params;
}

/** What happens, for a progress display. */
export type ClassEvent =
  | { readonly type: 'begun'; readonly target: Target }
  | { readonly type: 'ended'; readonly look: TargetLook; readonly ms: number; readonly kept: boolean };

export interface LookAtClass {
  readonly targets: readonly ClassTarget[];
  remote(target: ClassTarget): Promise<Remote>;
  readonly checks: readonly Check[];
  readonly jobs: number;
  /** Milliseconds a target. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly store?: EvidenceStore;
  /** What an earlier run has kept and still counts is not looked at again. */
  readonly resume?: Resume;
  onEvent(event: ClassEvent): void;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Resume {
  readonly folder: string;
  readonly trusted: readonly KeyObject[];
  readonly grading: Grading;
}

/**
 * Looks at every machine of a class, some at a time, each in a time of its own. There is a look for every target, in the order
 * in which they end; after Ctrl-C those that were not looked at say so.
 */
export function lookAtClass(use: LookAtClass): AsyncGenerator<TargetLook, void, undefined> {
  return fanOut(use.targets, use.jobs, async (one) => {
    const began = use.now();
    use.onEvent({ type: 'begun', target: one.target });
    const kept = use.resume && (await keptLook(one.target, use.resume, use.checks));
    const look = kept ?? (await lookNow(one, use));
    use.onEvent({ type: 'ended', look, ms: use.now() - began, kept: kept !== undefined });
    return look;
  });
}

async function lookNow(one: ClassTarget, use: LookAtClass): Promise<TargetLook> {
  const { target, params } = one;
  if (use.signal.aborted) {
    const cause = { code: 'interrupted', text: text('remote.fail.interrupted', { name: target.place }) };
    return { target, at: new Date(use.now()).toISOString(), looked: false, cause };
  }
  const place = await use.remote(one);
  try {
    const { checks, timeoutMs, signal, store, now } = use;
    return await lookAtTarget({ target, place, checks, params, timeoutMs, signal, now, ...(store ? { store } : {}) });
  } finally {
    await place.close();
  }
}

/** The look of an earlier run: whole, signed, of this target, for this plan and course. */
async function keptLook(
  target: Target,
  { folder, trusted, grading }: Resume,
  checks: readonly Check[],
): Promise<TargetLook | undefined> {
  const file = join(folder, fileNameOf(target));
  const opened = await openEvidence(file, trusted);
  if (!opened.ok) return undefined;
  const { head } = opened.value.evidence;
  const same =
    head.target.id === target.id &&
    head.target.place === target.place &&
    head.plan.sha256 === grading.plan.sha256 &&
    head.course.sha256 === grading.course.sha256;
  return same ? judgedAgain(file, opened.value, checks).look : undefined;
}
