import type { Params } from '../../course/params.ts';
import { type Scene, type Staging, sceneOf } from '../../course/scene.ts';
import { containers, type Machine, type Observation } from '../../facts/index.ts';
import type { Check, CheckResult } from '../../verify/check.ts';
import {
  drawPicture,
  failsAtFetch,
  judge,
  needsOf,
  pictureNeeds,
  type Readings,
  type Round,
  readingsOf,
  readingsOver,
  walkNeeds,
  withWalks,
} from '../../verify/index.ts';
import type { Picture } from '../../verify/picture.ts';

/** A round as it was held. */
export interface HeldRound {
  /** Hexadecimal; new each round, and in every answer that the machine gave. */
  readonly nonce: string;
  /** Fingerprints of links, addresses, routes, switches and rules at its beginning and end; equal, or it counts for nothing. */
  readonly before: string;
  readonly after: string;
  /** ISO 8601, by the grader's clock. */
  readonly began: string;
  readonly ended: string;
  readonly looks: readonly HeldLook[];
}

/** One observation, and the script fragment that made it. */
export interface HeldLook extends Observation {
  readonly key: string;
  readonly script: string;
}

/** A round that did not count. */
export interface Discarded extends Omit<HeldRound, 'looks'> {
  /** The machine changed meanwhile; or some of it could not be seen, and more of it in a later round. */
  readonly because: 'changed' | 'unseen';
}

/** All that a look at a machine gave: enough to judge it again, by other checks too, without the machine. */
export interface Held {
  readonly machine: Machine & { readonly hostKey?: string };
  readonly params: Params;
  readonly discarded: readonly Discarded[];
  readonly round: HeldRound;
  /** What the walks of failed requests needed besides; held while the machine was as the round saw it. */
  readonly further?: HeldRound;
}

export interface Judged {
  readonly results: readonly CheckResult[];
  readonly picture?: Picture;
  /** Of containers that exist: what no other machine has. */
  readonly containers: readonly string[];
}

const roundOf = ({ nonce, before, after, looks }: HeldRound): Round => ({
  nonce,
  changed: before !== after,
  before,
  fingerprint: after,
  observations: Object.fromEntries(looks.map(({ key, script: _, ...seen }) => [key, seen])),
});

/** A round is judged more than once, to know which requests a walk must explain; it is read once, for as long as somebody has it. */
const read = new WeakMap<HeldRound, Readings>();

function readingsIn(round: HeldRound): Readings {
  const readings = read.get(round) ?? readingsOf(roundOf(round));
  read.set(round, readings);
  return readings;
}

interface Verdicts {
  readonly checks: readonly Check[];
  readonly params: Params;
  readonly results: readonly CheckResult[];
}

const judged = new WeakMap<HeldRound, Verdicts>();

/** What a round says by itself, before any walk explains it. */
function verdictsOf(round: HeldRound, checks: readonly Check[], params: Params): readonly CheckResult[] {
  const known = judged.get(round);
  if (known && known.checks === checks && known.params === params) return known.results;
  const results = judge(checks, readingsIn(round), params);
  judged.set(round, { checks, params, results });
  return results;
}

/** How many checks could not be judged because something could not be seen. */
export const unseenIn = (round: HeldRound, checks: readonly Check[], params: Params): number =>
  verdictsOf(round, checks, params).filter(({ verdict }) => verdict.verdict === 'error').length;

/** The requests of a look at these checks, before it is known which of them fail. */
export const firstNeeds = (checks: readonly Check[], scene: Scene) => [
  ...needsOf(checks, scene.params),
  ...pictureNeeds(scene),
];

/** The checks that a walk may explain, by the first round alone. */
export function toWalk(round: HeldRound, checks: readonly Check[], scene: Scene) {
  const { params } = scene;
  const readings = readingsIn(round);
  const failing = verdictsOf(round, checks, params).filter((result) => failsAtFetch(result, params));
  const known = new Set(round.looks.map(({ key }) => key));
  const failed = failing.map(({ check }) => check);
  return { failed, missing: walkNeeds(failed, readings, scene).filter(({ key }) => !known.has(key)) };
}

/** Judges what was held: the same function for a look that was made now and for one from a file. */
export function judgeHeld(
  { round, further, params }: Held,
  checks: readonly Check[],
  staging: Pick<Staging, 'scene'>,
): Judged {
  const scene = sceneOf(staging, params);
  const first = readingsIn(round);
  const alone = verdictsOf(round, checks, params);
  const all = further ? readingsOver(readingsIn(further), first, keysOf(further)) : first;
  const failing = alone.filter((result) => failsAtFetch(result, params));
  const walked = further ? withWalks(failing, all, scene) : [];
  const results = alone.map((result) => walked.find(({ check }) => check === result.check) ?? result);
  const picture = drawPicture(first, scene, firstNeeds(checks, scene));
  return { results, ...(picture ? { picture } : {}), containers: containerIds(first) };
}

const keysOf = ({ looks }: HeldRound) => looks.map(({ key }) => ({ key }) as Parameters<Readings['read']>[0]);

function containerIds(readings: Readings): readonly string[] {
  const known = readings.read(containers());
  return known.ok ? known.value.containers.map(({ id }) => id).sort() : [];
}
