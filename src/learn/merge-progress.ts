import type { Progress } from './session.ts';

type Marks<T> = { readonly [step: string]: T };

/**
 * Two sessions on one file: `theirs` is what it says now, `base` what it said when this session last read or wrote it. What
 * changed there is taken over; the rest of `mine` stays, and so does the place of this learner.
 */
export function mergeProgress(base: Progress, mine: Progress, theirs: Progress): Progress {
  const declined = mergedList(base.declined, mine.declined, theirs.declined);
  const looked = mergedList(base.looked, mine.looked, theirs.looked);
  const identities = same(base.identities, theirs.identities) ? mine.identities : theirs.identities;
  const way = base.way === theirs.way ? mine.way : theirs.way;
  return {
    steps: merged(base.steps, mine.steps, theirs.steps),
    at: mine.at,
    predictions: merged(base.predictions, mine.predictions, theirs.predictions),
    hints: merged(base.hints, mine.hints, theirs.hints),
    ...(declined ? { declined } : {}),
    ...(looked ? { looked } : {}),
    ...(way ? { way } : {}),
    ...(mine.shown || theirs.shown ? { shown: merged(base.shown ?? {}, mine.shown ?? {}, theirs.shown ?? {}) } : {}),
    ...(identities ? { identities } : {}),
  };
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function merged<T>(base: Marks<T>, mine: Marks<T>, theirs: Marks<T>): Marks<T> {
  const [was, is] = [new Map(Object.entries(base)), new Map(Object.entries(theirs))];
  const all = new Map(Object.entries(mine));
  for (const step of new Set([...was.keys(), ...is.keys()])) {
    const now = is.get(step);
    if (now === was.get(step)) continue;
    if (now === undefined) all.delete(step);
    else all.set(step, now);
  }
  return Object.fromEntries(all);
}

type List = readonly string[] | undefined;

function mergedList(base: List, mine: List, theirs: List): List {
  if (!mine && !theirs) return undefined;
  const [was, is] = [new Set(base), new Set(theirs)];
  const kept = (mine ?? []).filter((step) => is.has(step) || !was.has(step));
  return [...new Set([...kept, ...[...is].filter((step) => !was.has(step))])];
}
