import type { TargetLook } from '../grade/grade.ts';
import type { Check } from '../verify/check.ts';
import type { Job, Performed } from './perform.ts';

/** To a thread that looks. */
export type Ask =
  | { readonly type: 'look'; readonly id: number; readonly job: Job }
  | { readonly type: 'stop'; readonly id: number }
  | { readonly type: 'ping' };

/** From it. */
export type Answer =
  | { readonly type: 'looked'; readonly id: number; readonly performed: SentPerformed }
  | { readonly type: 'too-much'; readonly id: number }
  | { readonly type: 'pong' };

type SeenLook = Extract<TargetLook, { readonly looked: true }>;
type SentLook =
  | Extract<TargetLook, { readonly looked: false }>
  | (Omit<SeenLook, 'results'> & {
      readonly results: readonly (Omit<SeenLook['results'][number], 'check'> & { readonly check: string })[];
    });

/** Checks are code, which does not travel: their ids do. */
export interface SentPerformed {
  readonly look: SentLook;
  readonly changed: readonly string[];
}

export function sent({ look, changed }: Performed): SentPerformed {
  if (!look.looked) return { look, changed };
  return { look: { ...look, results: look.results.map((result) => ({ ...result, check: result.check.id })) }, changed };
}

/** `checks`: of the course; a result of another is no result. */
export function received({ look, changed }: SentPerformed, checks: readonly Check[]): Performed {
  if (!look.looked) return { look, changed };
  const known = new Map(checks.map((check) => [check.id, check]));
  const results = look.results.flatMap(({ check: id, ...result }) => {
    const check = known.get(id);
    return check ? [{ ...result, check }] : [];
  });
  return { look: { ...look, results }, changed };
}
