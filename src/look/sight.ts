import type { Scene } from '../course/scene.ts';
import { type Containers, containers } from '../facts/index.ts';
import { drawPicture, pictureNeeds } from '../picture/draw.ts';
import type { Picture } from '../picture/picture.ts';
import { type FactRequest, type Readings, type Round, readingsOf, readingsOver } from '../round/index.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { judge, needsOf } from '../verify/index.ts';
import { walkNeeds, withWalks } from './walks.ts';

/** All that has been observed of one state of a lab. */
export interface Sight {
  readonly requests: readonly FactRequest<unknown>[];
  readonly readings: Readings;
  /** Of links, addresses, routes and rules; equal while they are the same. */
  readonly fingerprint: string;
}

export const sightOf = (round: Round, requests: readonly FactRequest<unknown>[]): Sight => ({
  requests,
  readings: readingsOf(round),
  fingerprint: round.fingerprint,
});

/** The phases `facts` and `requests`: all that these checks and the picture need. */
export const needsOfLook = (checks: readonly Check[], scene: Scene): readonly FactRequest<unknown>[] => [
  ...needsOf(checks, scene.params),
  ...pictureNeeds(scene),
];

/** The phase `walks`: what the walks of these checks' requests need, and the look before left out. */
export function missingForWalks(
  { requests, readings }: Pick<Sight, 'requests' | 'readings'>,
  checks: readonly Check[],
  scene: Scene,
): readonly FactRequest<unknown>[] {
  const known = new Set(requests.map(({ key }) => key));
  return walkNeeds(checks, readings, scene).filter(({ key }) => !known.has(key));
}

/** The lab was all the time as it was when it had this fingerprint. */
export const isStill = (fingerprint: string, later: Pick<Round, 'changed' | 'fingerprint'>): boolean =>
  !later.changed && later.fingerprint === fingerprint;

/**
 * With what was looked at since, newer readings first. Undefined when the lab is not as it was seen any more: nothing that
 * was seen of two states is ever mixed.
 */
export function seenFurther(
  sight: Sight,
  further: Round,
  requests: readonly FactRequest<unknown>[],
): Sight | undefined {
  if (!isStill(sight.fingerprint, further)) return undefined;
  return {
    requests: [...sight.requests, ...requests],
    readings: readingsOver(readingsOf(further), sight.readings, requests),
    fingerprint: sight.fingerprint,
  };
}

/** What one state of a lab says. */
export interface Judged {
  readonly results: readonly CheckResult[];
  readonly picture: Picture;
  /** Undefined when Docker could not be asked. */
  readonly containers: Containers | undefined;
}

/** What is wired, as far as these readings say. */
export const judgePicture = (readings: Readings, requests: readonly FactRequest<unknown>[], scene: Scene): Picture =>
  drawPicture(readings, scene, requests);

export function judgeSight({ readings, requests }: Sight, checks: readonly Check[], scene: Scene): Judged {
  const engine = readings.read(containers());
  return {
    results: judge(checks, readings, scene.params),
    picture: drawPicture(readings, scene, requests),
    containers: engine.ok ? engine.value : undefined,
  };
}

/** The results, these ones of them with the walks of their requests. */
export function explained(
  results: readonly CheckResult[],
  walked: readonly CheckResult[],
  { readings }: Sight,
  scene: Scene,
): readonly CheckResult[] {
  return replaced(results, withWalks(walked, readings, scene));
}

/** The newer results where there are some. */
export const replaced = (results: readonly CheckResult[], newer: readonly CheckResult[]): readonly CheckResult[] =>
  results.map((result) => newer.find(({ check }) => check === result.check) ?? result);
