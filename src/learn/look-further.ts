import type { Scene } from '../course/scene.ts';
import type { FactRequest } from '../facts/fact.ts';
import type { Lab } from '../lab/lab.ts';
import type { Check } from '../verify/check.ts';
import { planRound, type Readings, readingsOf, readingsOver, readRound, walkNeeds } from '../verify/index.ts';
import { ask } from './hold-round.ts';

const timeoutMs = 20_000;

/** A round that was held, and what it held. */
export interface Held {
  readonly requests: readonly FactRequest<unknown>[];
  readonly readings: Readings;
  readonly fingerprint: string;
}

/**
 * Looks at what a round left out and the walks of these checks need: most rounds need no walk, and should not wait for its
 * facts. Held even when nothing is missing: it tells whether those facts still hold. Undefined when the lab is not as the round saw it any more, or could not be looked at.
 */
export async function lookFurther(
  lab: Pick<Lab, 'run'>,
  held: Held,
  checks: readonly Check[],
  scene: Scene,
  signal?: AbortSignal,
): Promise<Held | undefined> {
  const known = new Set(held.requests.map(({ key }) => key));
  const missing = walkNeeds(checks, held.readings, scene).filter(({ key }) => !known.has(key));
  const plan = planRound(missing);
  const ran = await ask(lab, plan.script, timeoutMs, signal);
  const round = ran.ok ? readRound(plan, ran.value.stdout) : undefined;
  if (!round?.ok || round.value.changed || round.value.fingerprint !== held.fingerprint) return undefined;
  return {
    requests: [...held.requests, ...plan.requests],
    readings: readingsOver(readingsOf(round.value), held.readings, plan.requests),
    fingerprint: held.fingerprint,
  };
}
