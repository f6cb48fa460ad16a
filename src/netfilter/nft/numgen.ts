import { byChance, type MatchTest } from '../match.ts';
import type { VmapCase } from '../target.ts';
import { get, type Json, number } from './json.ts';
import { portValue } from './values.ts';

/** How many different numbers a `numgen` gives; undefined: it is none. Each is as likely as another, also in mode `inc`. */
function drawnFrom(left: Json): { readonly from: number; readonly count: number } | undefined {
  const count = number(left, 'numgen', 'mod');
  if (get(left, 'numgen') === undefined || count === undefined || count < 1) return undefined;
  return { from: number(left, 'numgen', 'offset') ?? 0, count };
}

/** How many of the numbers lie in a value of the right side. */
function covered({ from, count }: { from: number; count: number }, value: Json): number | undefined {
  const range = portValue(value);
  return range && Math.max(0, Math.min(range.to, from + count - 1) - Math.max(range.from, from) + 1);
}

/** `numgen random mod 10 < 3`: holds for so many of the packets. Undefined: no numgen, or not readable. */
export function numgenTest(left: Json, values: readonly Json[] | undefined): MatchTest | undefined {
  const drawn = drawnFrom(left);
  const shares = drawn && values?.map((value) => covered(drawn, value));
  if (!drawn || !shares || shares.includes(undefined)) return undefined;
  return byChance(shares.reduce<number>((sum, share) => sum + (share ?? 0), 0) / drawn.count);
}

/**
 * `numgen random mod 2 vmap { 0 : jump a, 1 : jump b }`: one number is drawn for all cases. As they are asked one after
 * another, each has its share of what the cases before it have left. Undefined: no numgen.
 */
export function numgenCases(
  left: Json,
  pairs: readonly (readonly [Json, VmapCase['target'], ...unknown[]])[],
  text: (key: Json) => string,
): readonly VmapCase[] | undefined {
  const drawn = drawnFrom(left);
  if (!drawn) return undefined;
  let rest = drawn.count;
  return pairs.map(([key, target]) => {
    const share = key === '*' ? rest : covered(drawn, key);
    const test: MatchTest = share === undefined ? { kind: 'unknown' } : byChance(rest > 0 ? share / rest : 0);
    rest -= share ?? 0;
    return { when: [{ ...test, negated: false, text: text(key) }], target };
  });
}
