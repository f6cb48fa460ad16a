import { formatAddress, maskRange, parseAddress } from '../../ipv4.ts';
import { allBits } from '../marks.ts';
import type { Match, MatchTest } from '../match.ts';
import { fibMatch } from './fib.ts';
import { type Field, fieldOf } from './fields.ts';
import { flagsMatch } from './flags.ts';
import { get, type Json, listOf, text as textOf } from './json.ts';
import { numgenTest } from './numgen.ts';
import { markField } from './readers.ts';
import { type Sets, values } from './sets.ts';
import { matchText } from './text.ts';

/** What matches are read against: the table's family and its named sets. */
export interface Scope {
  readonly family: string;
  readonly sets: Sets;
  /** What named sets say of a field: many rules may ask one large set, which is read once for each field. */
  readonly known: Map<string, unknown>;
  /** The same without elements that go away by themselves; absent where there are none. */
  readonly lasting?: Scope;
  /** Of the whole rule set: so many elements of named sets are still read. */
  readonly room: { elements: number };
}

/** A hundred large sets. Nobody writes more by hand, and each field that asks a set costs all of its elements anew. */
export const mostElements = 2_000_000;

/** What a named set says of a field; anything else is read for itself. Undefined: not known, or no room for it. */
export function once<T>(left: Json, data: Json, scope: Scope, read: () => T | undefined): T | undefined {
  if (typeof data !== 'string' || !data.startsWith('@')) return read();
  const key = JSON.stringify([left, data]);
  if (scope.known.has(key)) return scope.known.get(key) as T | undefined;
  scope.room.elements -= scope.sets.get(data.slice(1))?.length ?? 0;
  const found = scope.room.elements >= 0 ? read() : undefined;
  scope.known.set(key, found);
  return found;
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

const markOf = (left: Json): 'packet' | 'connection' | undefined =>
  textOf(left, 'meta', 'key') === 'mark' ? 'packet' : textOf(left, 'ct', 'key') === 'mark' ? 'connection' : undefined;

/** `< 10.0.0.9` and the like. */
function comparedAddress(op: string, value: Json): Json | undefined {
  const address = typeof value === 'string' ? parseAddress(value) : undefined;
  if (address === undefined) return undefined;
  const [from, to] = op.startsWith('<')
    ? [0, op === '<' ? address - 1 : address]
    : [op === '>' ? address + 1 : address, allBits];
  return from <= to ? { range: [formatAddress(from), formatAddress(to)] } : undefined;
}

/** `> 1023` and the like, for ports, lengths and marks, and for addresses. Undefined: nobody knows what that means here. */
function compared(op: string, left: Json, value: Json): Json | undefined {
  if (typeof value !== 'number') return comparedAddress(op, value);
  const most = markOf(left) ? allBits : 65_535;
  switch (op) {
    case '<':
      return { range: [0, value - 1] };
    case '<=':
      return { range: [0, value] };
    case '>':
      return { range: [value + 1, most] };
    default:
      return { range: [value, most] };
  }
}

const listed = (value: Json | undefined): readonly Json[] | undefined => (value === undefined ? undefined : [value]);

/** The values that the right side takes in; undefined: a set that is not known. */
const anyOf = (op: string, left: Json, right: Json, scope: Scope): readonly Json[] | undefined =>
  ['==', '!=', 'in'].includes(op) ? values(right, scope.sets) : listed(compared(op, left, right));

const whole: MatchTest = { kind: 'any', of: [[{ kind: 'fragment', negated: true, text: 'ip frag-off' }]] };

/** `meta mark & 0xff == 0x1`; and `ip saddr & 255.0.255.0 == 10.0.0.0`, which is also how odd iptables masks are kept. */
function masked(left: Json, op: string, right: Json, scope: Scope): MatchTest | undefined {
  const [payload, mask] = listOf(get(left, '&'));
  const of = markOf(payload);
  if (of) {
    const list = anyOf(op, payload, right, scope);
    return typeof mask === 'number' && list ? markField(of, mask)(list) : undefined;
  }
  // Where the packet is no fragment, nothing is left under this mask.
  if (textOf(payload, 'payload', 'field') === 'frag-off' && mask === 8191) {
    const list = anyOf(op, payload, right, scope);
    return list && (list.includes(0) ? whole : { kind: 'fragment' });
  }
  if (op !== '==' && op !== '!=') return undefined;
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

function plainTest(field: Field, op: string, left: Json, right: Json, scope: Scope): MatchTest | undefined {
  if (['<', '<=', '>', '>='].includes(op)) {
    const range = compared(op, left, right);
    return range === undefined ? undefined : field.read([range]);
  }
  if (!['==', '!=', 'in'].includes(op)) return undefined;
  return once(left, right, scope, () => {
    const list = values(right, scope.sets);
    return list && field.read(list);
  });
}

/** One `match` expression. Never fails: what it does not know becomes an unknown match. */
export function readMatch(expression: Json, scope: Scope): Match[] {
  const found = matchesIn(expression, scope);
  const set = get(expression, 'right');
  const last = found.at(-1);
  // Who asks for what is not in a set goes by the bans of today.
  if (!scope.lasting || !last || last.negated || typeof set !== 'string' || !set.startsWith('@')) return found;
  const name = set.slice(1);
  if (scope.sets.get(name) === scope.lasting.sets.get(name)) return found;
  const { text } = last;
  const surely = matchesIn(expression, scope.lasting).at(-1);
  const of: readonly (readonly Match[])[] = [surely ? [surely] : [], [{ kind: 'unknown', negated: false, text }]];
  return [...found.slice(0, -1), { ...last, lasting: { kind: 'any', of, negated: false, text } }];
}

function matchesIn(expression: Json, scope: Scope): Match[] {
  const op = textOf(expression, 'op') ?? '==';
  const left = get(expression, 'left');
  const right = get(expression, 'right');
  const text = matchText(op, left, right);
  const special = flagsMatch(op, left, right, text);
  if (special) return special;
  const negated = op === '!=';
  if (get(left, 'fib') !== undefined) {
    const device = fibMatch(op, left, values(right, scope.sets), text);
    if (device) return device;
  }
  if (get(left, 'numgen') !== undefined) {
    const drawn = numgenTest(left, anyOf(op, left, right, scope));
    return [{ ...(drawn ?? { kind: 'unknown' }), negated: drawn ? negated : false, text }];
  }
  if (get(left, 'concat') !== undefined) {
    const read = (): MatchTest | undefined => {
      const list = values(right, scope.sets);
      return list && concatenated(left, list, scope);
    };
    const test = ['==', '!=', 'in'].includes(op) ? once(left, right, scope, read) : undefined;
    return [{ ...(test ?? { kind: 'unknown' }), negated, text }];
  }
  const under = listOf(get(left, '&'))[0];
  const field = fieldOf(under ?? left, scope.family);
  const test = under === undefined ? plainTest(field, op, left, right, scope) : masked(left, op, right, scope);
  return [...implied(field, text), { ...(test ?? { kind: 'unknown' }), negated: test ? negated : false, text }];
}
