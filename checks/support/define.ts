import type { Params } from '../../lessons/params/params.ts';
import type { Text } from '../../src/i18n/text.ts';
import { type FactRequest, type Needs, optional, type Seen } from '../../src/round/index.ts';
import { type Check, defineCheck as checkOf, type Diagnosis, type Judgement } from '../../src/verify/check.ts';
import { text } from '../words/text.ts';
import { type Look, looks, type World } from './world.ts';

export const pass = (observed?: Text): Judgement => (observed ? { verdict: 'pass', observed } : { verdict: 'pass' });

export const fail = (expected: Text, observed: Text, found: Diagnosis | undefined): Judgement =>
  found ? { verdict: 'fail', expected, observed, diagnosis: found } : { verdict: 'fail', expected, observed };

/** Why an observation step has nothing that could fail before it. */
export const observation = text('checks.not-causal.observation');

/** A check of this course: what it needs, and what it makes of it. */
export const defineCheck = <N extends Needs>(
  check: Omit<Check, 'needs' | 'judge'> & { needs(params: Params): N; judge(seen: Seen<N>, params: Params): Judgement },
): Check => checkOf(check);

/** The looks of a check by name; `clues` may be unreadable, they only help to name the cause. */
export function worldNeeds(params: Params, needs: readonly Look[], clues: readonly Look[] = []): Needs {
  const all = looks(params);
  const chosen: { [name: string]: Needs[string] } = {};
  for (const look of clues) chosen[look] = optional(all[look] as FactRequest<unknown>);
  for (const look of needs) chosen[look] = all[look];
  return chosen;
}

export const worldOf = (seen: object, params: Params): World => ({ ...(seen as Omit<World, 'params'>), params });

export interface StateCheck {
  readonly id: string;
  readonly step: string;
  readonly after: readonly string[];
  readonly notCausal?: Text;
  readonly needs: readonly Look[];
  readonly clues?: readonly Look[];
  judge(world: World, params: Params): Judgement;
}

/** A check of parsed state. */
export function stateCheck({ needs, clues, judge, ...rest }: StateCheck): Check {
  return defineCheck({
    ...rest,
    kind: 'state',
    needs: (params) => worldNeeds(params, needs, clues),
    judge: (seen, params) => judge(worldOf(seen, params), params),
  });
}
