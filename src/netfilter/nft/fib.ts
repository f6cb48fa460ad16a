import { type Match, type MatchTest, namePattern } from '../match.ts';
import { get, type Json, listOf, text as textOf } from './json.ts';
import { each, wordValue } from './values.ts';

/**
 * `fib saddr . iif oif missing`: JSON says `false` or `"0"` for "missing", and `true` for "exists". Undefined: no question
 * for a device. `type` is a field like any other (fields.ts).
 */
export function fibMatch(
  op: string,
  left: Json,
  values: readonly Json[] | undefined,
  text: string,
): Match[] | undefined {
  const result = textOf(left, 'fib', 'result');
  if (result !== 'oif' && result !== 'oifname') return undefined;
  const test = fibTest(listOf(get(left, 'fib', 'flags')));
  const known = ['==', '!=', 'in'].includes(op) ? asked(values) : undefined;
  if (!test || !known) return [{ kind: 'unknown', negated: false, text }];
  const negated = (op === '!=') !== (known === 'nothing');
  return [{ ...test, names: known === 'nothing' ? 'anything' : known, negated, text }];
}

type RouteTest = Extract<MatchTest, { readonly kind: 'route' }>;

function fibTest(flags: readonly Json[]): Omit<RouteTest, 'names'> | undefined {
  const sides = flags.filter((flag) => flag === 'saddr' || flag === 'daddr');
  const devices = flags.filter((flag) => flag === 'iif' || flag === 'oif');
  const byMark = flags.includes('mark');
  const isWhole = sides.length + devices.length + (byMark ? 1 : 0) === flags.length;
  if (!isWhole || sides.length !== 1 || devices.length > 1) return undefined;
  const [device] = devices;
  const on = device === undefined ? {} : { on: device === 'iif' ? ('in' as const) : ('out' as const) };
  return { kind: 'route', side: sides[0] === 'saddr' ? 'src' : 'dst', byMark, ...on };
}

function asked(values: readonly Json[] | undefined): RouteTest['names'] | 'nothing' | undefined {
  if (!values) return undefined;
  const [only] = values;
  if (values.length === 1 && (only === false || only === '0' || only === 0)) return 'nothing';
  if (values.length === 1 && only === true) return 'anything';
  return each(values, wordValue)?.map((word) => namePattern(word, '*'));
}
