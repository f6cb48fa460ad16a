import type { Progress } from './session.ts';

type Marks<T> = { readonly [step: string]: T };

/**
 * Two sessions on one file: `theirs` is what it says now, `base` what it said when this session last read or wrote it. What
 * changed there is taken over; the rest of `mine` stays, and so does the place of this learner. A mark that is missing there
 * was not taken back, for who writes may not have known of it: only a file that is gone (or empty) takes back what it said.
 */
export function mergeProgress(base: Progress, mine: Progress, theirs: Progress): Progress {
  const wiped = isEmpty(theirs) && !isEmpty(base);
  const merged = <T>(was: Marks<T>, my: Marks<T>, their: Marks<T>): Marks<T> => mergedMarks(was, my, their, wiped);
  const declined = mergedList(base.declined, mine.declined, theirs.declined, wiped);
  const looked = mergedList(base.looked, mine.looked, theirs.looked, wiped);
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

const isEmpty = ({ steps, predictions, hints }: Progress): boolean =>
  [steps, predictions, hints].every((marks) => Object.keys(marks).length === 0);

function mergedMarks<T>(base: Marks<T>, mine: Marks<T>, theirs: Marks<T>, wiped: boolean): Marks<T> {
  const was = new Map(Object.entries(base));
  const all = new Map(Object.entries(mine));
  if (wiped) for (const step of was.keys()) all.delete(step);
  for (const [step, now] of Object.entries(theirs)) {
    if (!all.has(step) || now !== was.get(step)) all.set(step, now);
  }
  return Object.fromEntries(all);
}

type List = readonly string[] | undefined;

function mergedList(base: List, mine: List, theirs: List, wiped: boolean): List {
  if (!mine && !theirs) return undefined;
  const was = new Set(base);
  return [...new Set([...(mine ?? []).filter((step) => !wiped || !was.has(step)), ...(theirs ?? [])])];
}
