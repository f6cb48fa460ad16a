import { createHash } from 'node:crypto';
import type { Params } from '../../course/params.ts';
import { type Choose, type Draw, type Staging, sceneOf } from '../../course/scene.ts';
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
import { believable, failsAtFetch, passesAtFetch, walkNeedsAfter } from '../../look/walks.ts';
import type { Picture } from '../../picture/picture.ts';
import type { FactRequest, Round } from '../../round/index.ts';
import type { Check, CheckResult } from '../../verify/check.ts';
import { judge, needsOf } from '../../verify/index.ts';

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
  /**
   * What was asked besides what the course says, drawn from the round's nonce: `everything`, or only what is `configured`, since
   * nobody there answers for others. Absent: nothing, as in files of older versions.
   */
  readonly drawn?: 'everything' | 'configured';
  /** Programs of the system that were not those of the machine that the lab is on; absent: none, or nobody could tell. */
  readonly replaced?: readonly string[];
  /** The commands that were run for it, in a lab of the grader's; absent: it is the student's own lab. */
  readonly rerun?: { readonly file: string; readonly sha256: string; readonly cutOff: boolean };
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

/** What a grade asks besides, in the round of this nonce. */
export function drawsOf(
  { drawing }: Pick<Staging, 'drawing'>,
  params: Params,
  nonce: string,
  drawn: Captured['drawn'],
): readonly Draw[] {
  if (!drawing || drawn === undefined) return [];
  const choose: Choose = (label, below) =>
    createHash('sha256').update(`${nonce} ${label}`).digest().readUInt32BE(0) % below;
  return drawing.draws(params, choose, drawn === 'everything');
}

/** Of these checks those that a draw asks. */
export const askedIn = ({ asks }: Draw, checks: readonly Check[]): readonly Check[] =>
  asks === 'everything' ? checks : checks.filter(({ kind }) => kind === 'state');

/** All that a round of a grade looks at. */
export function needsOfGrade(
  checks: readonly Check[],
  params: Params,
  staging: Scenes,
  draws: readonly Draw[],
): readonly FactRequest<unknown>[] {
  const scene = sceneOf(staging, params);
  const asked = [
    ...needsOfLook(checks, scene),
    ...draws.flatMap((draw) => needsOf(askedIn(draw, checks), draw.params)),
  ];
  const keys = new Set(asked.map(({ key }) => key));
  return [...asked, ...walkNeedsAfter(scene).filter(({ key }) => !keys.has(key))];
}

/** A check that passes has to pass whatever is drawn. */
function withDraws(
  results: readonly CheckResult[],
  { readings }: Sight,
  checks: readonly Check[],
  draws: readonly Draw[],
): readonly CheckResult[] {
  return draws.reduce((before, draw) => {
    const also = new Map(judge(askedIn(draw, checks), readings, draw.params).map((one) => [one.check, one]));
    return before.map((result) => {
      const other = result.verdict.verdict === 'pass' ? also.get(result.check) : undefined;
      return other && other.verdict.verdict !== 'pass' ? other : result;
    });
  }, results);
}

/** What a round says by itself, before any walk explains it. */
interface Alone {
  readonly checks: readonly Check[];
  readonly params: Params;
  readonly sight: Sight;
  readonly judgement: ReturnType<typeof judgeSight>;
}

/** A round is judged more than once, to know which requests a walk must explain; it is read once, for as long as somebody has it. */
const known = new WeakMap<CapturedRound, Alone>();

export type Scenes = Pick<Staging, 'scene' | 'drawing'>;

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
export function unseenIn({ round, params, drawn }: Judging, checks: readonly Check[], staging: Scenes): number {
  const { sight, judgement } = aloneIn(round, checks, params, staging);
  return withDraws(judgement.results, sight, checks, drawsOf(staging, params, round.nonce, drawn)).filter(
    // What was seen and cannot be judged is no clearer in another round.
    ({ verdict }) => verdict.verdict === 'error' && verdict.unjudged === undefined,
  ).length;
}

type Judging = Pick<Captured, 'round' | 'params' | 'drawn'>;

/** What the walks of this round's requests need besides: of those that failed, to explain them; of the others, to believe them. */
export function toWalk({ round, params }: Judging, checks: readonly Check[], staging: Scenes) {
  const { sight, judgement } = aloneIn(round, checks, params, staging);
  const walked = judgement.results.filter((result) => isWalked(result, params)).map(({ check }) => check);
  const seen = { requests: keysOf(round), readings: sight.readings };
  return { walked, missing: missingForWalks(seen, walked, sceneOf(staging, params)) };
}

const isWalked = (result: CheckResult, params: Params): boolean =>
  failsAtFetch(result, params) || passesAtFetch(result, params);

/** Judges what was captured: the same function for a look that was made now and for one from a file. */
export function judgeCaptured(captured: Captured, checks: readonly Check[], staging: Scenes): Judged {
  const { round, further, params, drawn } = captured;
  const { sight, judgement } = aloneIn(round, checks, params, staging);
  // A round of today has all that walks need, unless there are containers that the course does not know; an older one has not.
  const asked = new Set(round.looks.map(({ key }) => key));
  const isWhole = walkNeedsAfter(sceneOf(staging, params)).every(({ key }) => asked.has(key));
  const alone = isWhole ? sight : undefined;
  const all = (further && seenFurther(sight, roundOf(further), keysOf(further))) ?? alone;
  const failing = judgement.results.filter((result) => failsAtFetch(result, params));
  const scene = sceneOf(staging, params);
  const told = all ? explained(judgement.results, failing, all, scene) : judgement.results;
  // Files of older versions have no walks of what came through: nothing is held against them.
  const believed = all && isWhole ? believable(told, all.readings, scene) : told;
  return {
    results: withDraws(believed, sight, checks, drawsOf(staging, params, round.nonce, drawn)),
    picture: judgement.picture,
    containers: (judgement.containers?.containers ?? []).map(({ id }) => id).sort(),
  };
}

/** Of what is in a file, only the keys tell what was asked. */
const keysOf = ({ looks }: CapturedRound) => looks.map(({ key }) => ({ key }) as FactRequest<unknown>);
