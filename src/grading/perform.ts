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
import { lookAtTarget } from './remote/look.ts';
import { storedLook } from './remote/stored.ts';

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
  const stored = job.resume ? await storedLook(common, store) : undefined;
  if (stored) return { look: stored, changed: [] };
  const place = await reach.remote(job.target.place, job.ssh, job.settings);
  try {
    return { look: await lookAtTarget({ ...common, place, params, store, now: Date.now }), changed: [] };
  } finally {
    await place.close();
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
