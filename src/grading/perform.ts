import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { checksOfSteps } from '../course/graph.ts';
import type { Params } from '../course/params.ts';
import type { SigningKey } from '../grade/evidence/signing-key.ts';
import type { Claimed, Target, TargetLook } from '../grade/grade.ts';
import { text } from '../i18n/text.ts';
import type { SshSettings, SshTarget } from '../lab/lab.ts';
import { parseProgress } from '../learn/progress.ts';
import { progressPath } from '../learn/progress-file.ts';
import { regrade } from './evidence/regrade.ts';
import { createStore, type Grading } from './evidence/store.ts';
import type { Reach } from './reach.ts';
import { type LookAtTarget, lookAtTarget } from './remote/look.ts';
import { storedLook } from './remote/stored.ts';
import { readHanded, replay, unplayed } from './rerun.ts';

/** Where evidence of a look goes. */
export interface Keeping {
  readonly folder: string;
  readonly key: SigningKey;
  readonly grading: Grading;
}

/** One look at one target, as data: it is made in a thread of its own, where what a lab says can end nothing else. */
export type Job = { readonly steps: readonly string[] } & (
  | {
      readonly kind: 'lab';
      readonly target: Target;
      readonly name: string;
      readonly params: Params;
      readonly keep: Keeping;
    }
  | {
      readonly kind: 'machine';
      readonly target: Target;
      readonly ssh: SshTarget;
      readonly settings: SshSettings;
      readonly resume: boolean;
      readonly params: Params;
      readonly keep: Keeping;
    }
  | {
      readonly kind: 'rerun';
      readonly target: Target;
      readonly file: string;
      readonly params: Params;
      readonly keep: Keeping;
    }
  | {
      readonly kind: 'evidence';
      readonly target: Target;
      readonly file: string;
      readonly trusted: readonly KeyObject[];
    }
);

export interface Performed {
  readonly look: TargetLook;
  /** Of evidence: checks whose verdict is another one than when it was recorded. */
  readonly changed: readonly string[];
}

/** Looks, and judges what was seen. */
export async function perform(reach: Reach, job: Job, signal: AbortSignal): Promise<Performed> {
  const staging = await reach.course();
  const checks = checksOfSteps(staging.checks, job.steps);
  const common = { target: job.target, checks, staging, signal };
  if (job.kind === 'evidence') return regrade(job.file, job.target, job.trusted, checks, staging);
  const { params } = job;
  const store = createStore(job.keep);
  if (job.kind === 'lab') {
    const place = await reach.lab(job.name, params);
    const look = await lookAtTarget({ ...common, place, params, store, now: Date.now });
    if (!look.looked) return { look, changed: [] };
    const claimed = await claimedIn(progressPath(await reach.home(), job.name));
    return { look: claimed ? { ...look, claimed } : look, changed: [] };
  }
  if (job.kind === 'rerun') return { look: await rerun(reach, job, { ...common, params, store }), changed: [] };
  const stored = job.resume ? await storedLook(common, store) : undefined;
  if (stored) return { look: stored, changed: [] };
  const place = await reach.remote(job.target.place, job.ssh, job.settings);
  try {
    return { look: await lookAtTarget({ ...common, place, params, store, now: Date.now }), changed: [] };
  } finally {
    await place.close();
  }
}

type Rerun = Extract<Job, { readonly kind: 'rerun' }>;

/** What a student handed in, run in a lab of the grader's that is gone afterwards. */
async function rerun(
  reach: Reach,
  { file, target, params }: Rerun,
  use: Omit<LookAtTarget, 'place' | 'now'>,
): Promise<TargetLook> {
  const handed = await readHanded(file);
  if (!handed.ok) return unplayed(target, { code: 'unreadable', text: handed.error });
  const spare = await reach.freshLab('rerun', params);
  try {
    const played = await replay(spare, handed.value, use.signal);
    if (!played.ok) return unplayed(target, played.error);
    const { script: _, ...from } = handed.value;
    const { cutOff } = played.value;
    return await lookAtTarget({ ...use, place: spare.lab, now: Date.now, rerun: { ...from, cutOff } });
  } finally {
    await spare.discard();
  }
}

/** Nothing of what was said can be told: the look at this target alone is lost. */
export const unjudged = (target: Target, why: 'slow' | 'memory' | 'much' | 'broke', seconds: number): Performed => ({
  look: {
    target,
    at: new Date().toISOString(),
    looked: false,
    cause: { code: 'unjudged', text: text(`grade.unjudged.${why}`, { seconds }) },
  },
  changed: [],
});

/** Only read, never fixed: what the learner's own program does with a damaged file is none of a grader's business. */
async function claimedIn(file: string): Promise<Claimed | undefined> {
  const json = await readFile(file, 'utf8').catch(() => undefined);
  const parsed = json === undefined ? undefined : parseProgress(json);
  if (!parsed?.ok) return undefined;
  const states = Object.values(parsed.value.steps);
  const count = (state: (typeof states)[number]): number => states.filter((one) => one === state).length;
  const hints = Object.values(parsed.value.hints).reduce((all, one) => all + one, 0);
  return { done: count('done'), skipped: count('skipped'), hints };
}
