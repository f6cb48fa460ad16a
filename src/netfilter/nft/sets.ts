import type { Match } from '../match.ts';
import type { Target, VmapCase } from '../target.ts';
import { get, isObject, type Json, listOf, text } from './json.ts';

/** The elements of the named sets and maps of one table; for maps, pairs of key and value. */
export type Sets = ReadonlyMap<string, readonly Json[]>;

/** It goes away by itself. Of a map, the key does. */
export const expires = (element: Json): boolean =>
  get(element, 'elem', 'expires') !== undefined ||
  get(element, 'elem', 'timeout') !== undefined ||
  (Array.isArray(element) && expires(element[0]));

/** Timeouts, counters and comments of an element are none of a match's business. */
function bare(element: Json): Json {
  return get(element, 'elem', 'val') ?? element;
}

/** `{set: […]}`, `"@name"`, a list of flags, `{"|": […]}` or one value: the values; undefined for a set that is not known. */
export function values(right: Json, sets: Sets): readonly Json[] | undefined {
  if (typeof right === 'string' && right.startsWith('@')) return sets.get(right.slice(1))?.map(bare);
  if (Array.isArray(right)) return right;
  if (isObject(right)) {
    const inside = get(right, 'set') ?? get(right, '|');
    if (inside !== undefined) return listOf(inside).map(bare);
  }
  return [right];
}

/** A key, its value, and whether it goes away by itself. */
export type Pair = readonly [key: Json, value: Json, expires: boolean];

/** The pairs of an anonymous or named map; undefined for a map that is not known or not readable. */
export function pairs(data: Json, sets: Sets): readonly Pair[] | undefined {
  const list = values(data, sets);
  const read = list?.map((pair) =>
    Array.isArray(pair) && pair.length === 2 ? ([bare(pair[0]), pair[1], expires(pair)] as const) : undefined,
  );
  const known = read?.filter((pair) => pair !== undefined);
  // The catch-all element is asked last, wherever it is listed.
  const sorted = known && [...known.filter(([key]) => key !== '*'), ...known.filter(([key]) => key === '*')];
  return sorted?.length === list?.length ? sorted : undefined;
}

/** A set's name within its table. */
export function setName(set: Json): string | undefined {
  return text(set, 'name');
}

export const caseOf = (when: readonly Match[], target: Target, isForNow: boolean): VmapCase =>
  isForNow ? { when, target, expires: true } : { when, target };
