import type { Match } from '../match.ts';
import type { Counters } from '../model.ts';
import type { Effect, Target } from '../target.ts';
import { get, type Json, number, text, variant } from './json.ts';
import { markEffect } from './marks.ts';
import { equals, once, readMatch, type Scope } from './matches.ts';
import { natStatement } from './nat.ts';
import { numgenCases } from './numgen.ts';
import { caseOf, pairs } from './sets.ts';
import { matchText, statementText } from './text.ts';

/** What one statement adds to its rule. */
export interface Part {
  readonly matches?: readonly Match[];
  readonly effect?: Effect;
  readonly target?: Target;
  readonly counters?: Counters;
}

/** iptables' words for nft's reject; icmpx names one reason for both IP versions. */
function rejectWith(inside: Json): string {
  const type = text(inside, 'type');
  if (type === 'tcp reset') return 'tcp-reset';
  const code = text(inside, 'expr') ?? 'port-unreachable';
  return type === 'icmpx' && code === 'no-route' ? 'icmp-net-unreachable' : `icmp-${code}`;
}

function simpleVerdict(kind: string, inside: Json): Target | undefined {
  switch (kind) {
    case 'accept':
    case 'drop':
    case 'return':
    case 'continue':
      return { kind };
    case 'jump':
    case 'goto':
      return { kind, chain: text(inside, 'target') ?? '' };
    case 'reject':
      return { kind, with: rejectWith(inside) };
    default:
      return undefined;
  }
}

function vmap(inside: Json, scope: Scope): Target {
  const [left, data] = [get(inside, 'key'), get(inside, 'data')];
  const cases = once(left, data, scope, () => {
    const known = pairs(data, scope.sets)?.map(([key, verdict, expires]): readonly [Json, Target, boolean] => {
      const [kind = '', detail] = variant(verdict) ?? [];
      return [key, simpleVerdict(kind, detail) ?? { kind: 'unknown', name: statementText(verdict) }, expires];
    });
    if (!known) return undefined;
    const drawn = numgenCases(left, known, (key) => matchText('==', left, key));
    return drawn ?? known.map(([key, target, expires]) => caseOf(equals(left, key, scope), target, expires));
  });
  return cases ? { kind: 'vmap', cases } : { kind: 'unknown', name: statementText({ vmap: inside }) };
}

/** `tcp option maxseg size set 1360`, or `… set rt mtu`. */
function segmentsOf(inside: Json): Effect['mss'] {
  const option = get(inside, 'key', 'tcp option');
  if (text(option, 'name') !== 'maxseg' || text(option, 'field') !== 'size') return undefined;
  return number(inside, 'value') ?? (text(inside, 'value', 'rt', 'key') === 'mtu' ? 'path' : 'unknown');
}

/** Writing an address or port of IP is a translation of its own (stateless NAT); a TTL decides nothing by itself. */
function mangle(statement: Json, inside: Json): Part {
  const marks = markEffect(get(inside, 'key'), get(inside, 'value'));
  if (marks) return { effect: marks };
  const mss = segmentsOf(inside);
  if (mss !== undefined) return { effect: { name: 'set', mss } };
  const field = text(inside, 'key', 'payload', 'field') ?? '';
  if (/^([sd](addr|port)|protocol)$/.test(field) && text(inside, 'key', 'payload', 'protocol') !== 'ether')
    return { target: { kind: 'unknown', name: statementText(statement) } };
  return { effect: { name: 'set' } };
}

function counter(inside: Json): Part {
  const packets = number(inside, 'packets');
  return packets === undefined ? {} : { counters: { packets, bytes: number(inside, 'bytes') ?? 0 } };
}

type Reader = (inside: Json, scope: Scope, statement: Json) => Part;

/** What is known of a statement of nft(8). `condition`: it may stop the rule. `ends`: what it does to the packet is not known. */
export type Statement =
  | { readonly standing: 'walked'; readonly read: Reader }
  | { readonly standing: 'harmless' }
  | { readonly standing: 'named'; readonly as: 'condition' | 'ends'; readonly because: string };

const evaluated = (read: Reader): Statement => ({ standing: 'walked', read });
const harmless: Statement = { standing: 'harmless' };
const named = (as: 'condition' | 'ends', because: string): Statement => ({ standing: 'named', as, because });
const verdict = (kind: string): Statement =>
  evaluated((inside, _scope, statement) => {
    const target = simpleVerdict(kind, inside);
    return target ? { target } : unknownStatement(statement);
  });
const nat = (kind: string): Statement =>
  evaluated((inside, scope, statement) => {
    const target = natStatement(kind, inside, scope);
    return target ? { target } : unknownStatement(statement);
  });

/** `update @seen { ip saddr limit rate 3/minute }` stops the rule where the limit does. */
const fill: Reader = (inside, _scope, statement) =>
  get(inside, 'stmt') === undefined
    ? { effect: { name: 'set' } }
    : { matches: [{ kind: 'unknown', negated: false, text: statementText(statement) }] };

const counted = named('condition', 'hangs on what the kernel has counted before');

/** Every statement of nft(8), by its name in libnftables-json(5); the reader of rules and docs/matches.md both go by it. */
export const statements: { readonly [kind: string]: Statement } = {
  ...Object.fromEntries(
    ['accept', 'drop', 'return', 'continue', 'jump', 'goto', 'reject'].map((kind) => [kind, verdict(kind)]),
  ),
  ...Object.fromEntries(['dnat', 'snat', 'masquerade', 'redirect'].map((kind) => [kind, nat(kind)])),
  match: evaluated((inside, scope) => ({ matches: readMatch(inside, scope) })),
  vmap: evaluated((inside, scope) => ({ target: vmap(inside, scope) })),
  counter: evaluated(counter),
  last: evaluated(() => ({})),
  mangle: evaluated((inside, _scope, statement) => mangle(statement, inside)),
  notrack: evaluated(() => ({ effect: { name: 'NOTRACK' } })),
  set: evaluated(fill),
  map: harmless,
  log: harmless,
  dup: harmless,
  flow: harmless,
  'ct helper': harmless,
  'ct timeout': harmless,
  'ct expectation': harmless,
  secmark: harmless,
  limit: counted,
  quota: counted,
  'ct count': counted,
  reset: named('condition', 'takes an option out of the TCP header'),
  queue: named('ends', 'asks a program'),
  tproxy: named('ends', 'hands the packet to a socket of this machine'),
  synproxy: named('ends', 'answers in place of the server'),
  fwd: named('ends', 'hands the frame to another device; src/trace follows it where the rule is simple'),
};

/** One statement. Never fails: an unknown one may stop the rule, so it is an unknown match. */
export function readStatement(statement: Json, scope: Scope): Part {
  const [kind = '', inside] = variant(statement) ?? [];
  const known = Object.hasOwn(statements, kind) ? statements[kind] : undefined;
  if (known?.standing === 'walked') return known.read(inside, scope, statement);
  if (known?.standing === 'harmless') return { effect: { name: kind } };
  if (known?.as === 'ends') return { target: { kind: 'unknown', name: statementText(statement) } };
  return unknownStatement(statement);
}

/** `xt` is a part of an iptables rule that nft cannot read: a target of that kind ends in a way that we do not know. */
function unknownStatement(statement: Json): Part {
  const name = statementText(statement);
  if (text(statement, 'xt', 'type') === 'target') return { target: { kind: 'unknown', name } };
  return { matches: [{ kind: 'unknown', negated: false, text: name }] };
}
