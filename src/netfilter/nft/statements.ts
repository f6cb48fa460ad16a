import type { Match } from '../match.ts';
import type { Counters } from '../model.ts';
import type { Effect, Target, VmapCase } from '../target.ts';
import { get, type Json, number, text, variant } from './json.ts';
import { equals, once, readMatch, type Scope } from './matches.ts';
import { natStatement } from './nat.ts';
import { pairs } from './sets.ts';
import { statementText } from './text.ts';

/** What one statement adds to its rule. */
export interface Part {
  readonly matches?: readonly Match[];
  readonly effect?: Effect;
  readonly target?: Target;
  readonly counters?: Counters;
}

/** Statements with no say about this packet's way through IPv4 filters. */
const effects: ReadonlySet<string> = new Set([
  'log',
  'set',
  'dup',
  'flow',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'secmark',
  'map',
]);

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
  const cases = once(left, data, scope, () =>
    pairs(data, scope.sets)?.map(([key, verdict]): VmapCase => {
      const [kind = '', detail] = variant(verdict) ?? [];
      const target = simpleVerdict(kind, detail) ?? { kind: 'unknown', name: statementText(verdict) };
      return { when: equals(left, key, scope), target };
    }),
  );
  return cases ? { kind: 'vmap', cases } : { kind: 'unknown', name: statementText({ vmap: inside }) };
}

/** Writing an address or port of IP is a translation of its own (stateless NAT); marks and TTLs decide nothing by themselves. */
function mangle(statement: Json, inside: Json): Part {
  const field = text(inside, 'key', 'payload', 'field') ?? '';
  if (/^([sd](addr|port)|protocol)$/.test(field) && text(inside, 'key', 'payload', 'protocol') !== 'ether')
    return { target: { kind: 'unknown', name: statementText(statement) } };
  return { effect: { name: 'set' } };
}

function counter(inside: Json): Part {
  const packets = number(inside, 'packets');
  return packets === undefined ? {} : { counters: { packets, bytes: number(inside, 'bytes') ?? 0 } };
}

/** One statement. Never fails: an unknown one may stop the rule, so it is an unknown match. */
export function readStatement(statement: Json, scope: Scope): Part {
  const [kind = '', inside] = variant(statement) ?? [];
  const verdict = simpleVerdict(kind, inside) ?? natStatement(kind, inside, scope);
  if (verdict) return { target: verdict };
  if (effects.has(kind)) return { effect: { name: kind } };
  switch (kind) {
    case 'match':
      return { matches: readMatch(inside, scope) };
    case 'vmap':
      return { target: vmap(inside, scope) };
    case 'counter':
      return counter(inside);
    case 'last':
      return {};
    case 'notrack':
      return { effect: { name: 'NOTRACK' } };
    case 'mangle':
      return mangle(statement, inside);
    case 'queue':
    case 'tproxy':
    case 'synproxy':
    case 'fwd':
      return { target: { kind: 'unknown', name: statementText(statement) } };
    default:
      return unknownStatement(statement);
  }
}

/** `xt` is a part of an iptables rule that nft cannot read: a target of that kind ends in a way that we do not know. */
function unknownStatement(statement: Json): Part {
  const name = statementText(statement);
  if (text(statement, 'xt', 'type') === 'target') return { target: { kind: 'unknown', name } };
  return { matches: [{ kind: 'unknown', negated: false, text: name }] };
}
