import { maskRange, parseAddress } from '../../ipv4.ts';
import type { Match, MatchTest } from '../match.ts';
import { type Field, fieldOf } from './fields.ts';
import { flagsMatch } from './flags.ts';
import { get, type Json, listOf, text as textOf } from './json.ts';
import { type Sets, values } from './sets.ts';
import { matchText } from './text.ts';

/** What matches are read against: the table's family and its named sets. */
export interface Scope {
  readonly family: string;
  readonly sets: Sets;
}

function implied(field: Field, text: string): Match[] {
  return field.implies.map((test) => ({ ...test, negated: false, text }));
}

/** `field == value` for one value, e.g. one element of a concatenation or one key of a map. */
export function equals(left: Json, value: Json, scope: Scope): Match[] {
  const text = matchText('==', left, value);
  const parts = listOf(get(left, 'concat'));
  if (parts.length > 0) {
    const words = listOf(get(value, 'concat'));
    if (words.length !== parts.length) return [{ kind: 'unknown', negated: false, text }];
    return parts.flatMap((part, index) => equals(part, words[index], scope));
  }
  const field = fieldOf(left, scope.family);
  const test: MatchTest = value === '*' ? { kind: 'any', of: [[]] } : (field.read([value]) ?? { kind: 'unknown' });
  return [...implied(field, text), { ...test, negated: false, text }];
}

/** `> 1023` and the like, for ports. */
function compared(op: string, value: Json): Json {
  if (typeof value !== 'number') return value;
  switch (op) {
    case '<':
      return { range: [0, value - 1] };
    case '<=':
      return { range: [0, value] };
    case '>':
      return { range: [value + 1, 65535] };
    default:
      return { range: [value, 65535] };
  }
}

/** `ip saddr & 255.0.255.0 == 10.0.0.0`, which is also how odd iptables masks are kept. */
function masked(left: Json, right: Json): MatchTest | undefined {
  const [payload, mask] = listOf(get(left, '&'));
  const name = textOf(payload, 'payload', 'field');
  const side = name === 'saddr' ? 'src' : name === 'daddr' ? 'dst' : undefined;
  const bits = typeof mask === 'string' ? parseAddress(mask) : undefined;
  const base = typeof right === 'string' ? parseAddress(right) : undefined;
  if (!side || textOf(payload, 'payload', 'protocol') !== 'ip' || bits === undefined || base === undefined)
    return undefined;
  return (base & ~bits) === 0 ? { kind: 'address', side, ranges: [maskRange(base, bits)] } : undefined;
}

function concatenated(left: Json, list: readonly Json[], scope: Scope): MatchTest {
  return { kind: 'any', of: list.map((value) => equals(left, value, scope)) };
}

function plainTest(field: Field, op: string, right: Json, scope: Scope): MatchTest | undefined {
  if (['<', '<=', '>', '>='].includes(op)) return field.read([compared(op, right)]);
  const list = values(right, scope.sets);
  return list && ['==', '!=', 'in'].includes(op) ? field.read(list) : undefined;
}

/** One `match` expression. Never fails: what it does not know becomes an unknown match. */
export function readMatch(expression: Json, scope: Scope): Match[] {
  const op = textOf(expression, 'op') ?? '==';
  const left = get(expression, 'left');
  const right = get(expression, 'right');
  const text = matchText(op, left, right);
  const special = flagsMatch(op, left, right, text);
  if (special) return special;
  const negated = op === '!=';
  if (get(left, 'concat') !== undefined) {
    const list = ['==', '!=', 'in'].includes(op) ? values(right, scope.sets) : undefined;
    const test: MatchTest = list ? concatenated(left, list, scope) : { kind: 'unknown' };
    return [{ ...test, negated, text }];
  }
  const under = listOf(get(left, '&'))[0];
  const field = fieldOf(under ?? left, scope.family);
  const test = under === undefined ? plainTest(field, op, right, scope) : masked(left, right);
  return [...implied(field, text), { ...(test ?? { kind: 'unknown' }), negated: test ? negated : false, text }];
}
