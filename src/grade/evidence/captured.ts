import type { Params } from '../../course/params.ts';
import { type Staging, sceneOf } from '../../course/scene.ts';
import type { Machine, Observation } from '../../facts/index.ts';
import {
  explained,
  judgeSight,
  missingForWalks,
  needsOfLook,
  type Sight,
  seenFurther,
  sightOf,
} from '../../look/sight.ts';
import { failsAtFetch } from '../../look/walks.ts';
import type { Picture } from '../../picture/picture.ts';
import type { FactRequest, Round } from '../../round/index.ts';
import type { Check, CheckResult } from '../../verify/check.ts';

/** A round as it was captured. */
export interface CapturedRound {
  /** Hexadecimal; new each round, and in every answer that the machine gave. */
  readonly nonce: string;
  /** Fingerprints of links, addresses, routes, switches and rules at its beginning and end; equal, or it counts for nothing. */
  readonly before: string;
  readonly after: string;
  /** ISO 8601, by the grader's clock. */
  readonly began: string;
  readonly ended: string;
  readonly looks: readonly CapturedLook[];
}

/** One observation, and the script fragment that made it. */
export interface CapturedLook extends Observation {
  readonly key: string;
  readonly script: string;
}

/** A round that did not count. */
export interface Discarded extends Omit<CapturedRound, 'looks'> {
  /** The machine changed meanwhile; or some of it could not be seen, and more of it in a later round. */
  readonly because: 'changed' | 'unseen';
}

/** All that a look at a machine gave: enough to judge it again, by other checks too, without the machine. */
export interface Captured {
  readonly machine: Machine & { readonly hostKey?: string };
  readonly params: Params;
  readonly discarded: readonly Discarded[];
  readonly round: CapturedRound;
  /** What the walks of failed requests needed besides; captured while the machine was as the round saw it. */
  readonly further?: CapturedRound;
}

export interface Judged {
  readonly results: readonly CheckResult[];
  readonly picture?: Picture;
  /** Of containers that exist: what no other machine has. */
  readonly containers: readonly string[];
}

const roundOf = ({ nonce, before, after, looks }: CapturedRound): Round => ({
  nonce,
  changed: before !== after,
  before,
  fingerprint: after,
  observations: Object.fromEntries(looks.map(({ key, script: _, ...seen }) => [key, seen])),
});

/** What a round says by itself, before any walk explains it. */
interface Alone {
  readonly checks: readonly Check[];
  readonly params: Params;
  readonly sight: Sight;
  readonly judgement: ReturnType<typeof judgeSight>;
}

/** A round is judged more than once, to know which requests a walk must explain; it is read once, for as long as somebody has it. */
const known = new WeakMap<CapturedRound, Alone>();

type Scenes = Pick<Staging, 'scene'>;

function aloneIn(round: CapturedRound, checks: readonly Check[], params: Params, staging: Scenes): Alone {
  const before = known.get(round);
  if (before && before.checks === checks && before.params === params) return before;
  const scene = sceneOf(staging, params);
  const sight = sightOf(roundOf(round), needsOfLook(checks, scene));
  const alone = { checks, params, sight, judgement: judgeSight(sight, checks, scene) };
  known.set(round, alone);
  return alone;
}

/** How many checks could not be judged because something could not be seen. */
export const unseenIn = (round: CapturedRound, checks: readonly Check[], params: Params, staging: Scenes): number =>
  aloneIn(round, checks, params, staging).judgement.results.filter(({ verdict }) => verdict.verdict === 'error').length;

/** The checks that a walk may explain, by the first round alone. */
export function toWalk(round: CapturedRound, checks: readonly Check[], params: Params, staging: Scenes) {
  const { sight, judgement } = aloneIn(round, checks, params, staging);
  const failed = judgement.results.filter((result) => failsAtFetch(result, params)).map(({ check }) => check);
  const seen = { requests: keysOf(round), readings: sight.readings };
  return { failed, missing: missingForWalks(seen, failed, sceneOf(staging, params)) };
}

/** Judges what was captured: the same function for a look that was made now and for one from a file. */
export function judgeCaptured({ round, further, params }: Captured, checks: readonly Check[], staging: Scenes): Judged {
  const { sight, judgement } = aloneIn(round, checks, params, staging);
  const all = further && seenFurther(sight, roundOf(further), keysOf(further));
  const failing = judgement.results.filter((result) => failsAtFetch(result, params));
  return {
    results: all ? explained(judgement.results, failing, all, sceneOf(staging, params)) : judgement.results,
    picture: judgement.picture,
    containers: (judgement.containers?.containers ?? []).map(({ id }) => id).sort(),
  };
}

/** Of what is in a file, only the keys tell what was asked. */
const keysOf = ({ looks }: CapturedRound) => looks.map(({ key }) => ({ key }) as FactRequest<unknown>);
