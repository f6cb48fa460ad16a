import {
  type Chain,
  type Difference,
  differencesOf,
  type Evaluation,
  evaluate,
  type HookName,
  lastingRules,
  type Packet,
  type Rule,
  type Ruleset,
  unreadIn,
  withoutGuards,
} from '../../src/netfilter/index.ts';
import type { Judgement } from '../../src/verify/check.ts';
import { text } from '../words/text.ts';
import { contextOf, type Passing } from './packets.ts';
import type { World } from './world.ts';

/** What the host's rules do to a packet at a hook, today and tomorrow; undefined when the rules are not known. */
export function atHook(world: World, hook: HookName, { packet }: Passing): Evaluation | undefined {
  const rules = world['rules.host'];
  return rules && asked(lastingRules(rules), world, hook, packet);
}

/**
 * Of a packet whose fate the rules do not tell: it cannot be judged, for a rule has a part that nobody here can follow. That a
 * request came through says nothing of others. Undefined: it can be told after all, since only rules against too many were in doubt.
 */
export function unjudged(world: World, hook: HookName, way: Passing): Judgement | undefined {
  const rules = world['rules.host'];
  const seen = rules && asked(withoutGuards(lastingRules(rules)), world, hook, way.packet);
  if (!seen || (seen.verdict !== 'unknown' && seen.nat?.kind !== 'unknown')) return undefined;
  const at = unreadIn(seen);
  // By which port it comes is told by the cables; where these could not be looked at, nothing can be said against the rule.
  if (!at || (isBlind(way) && at.rule.matches.some(({ kind }) => kind === 'bridge-port' || kind === 'bridged')))
    return undefined;
  const cause = text('checks.unjudged', { rule: at.rule.text, part: at.part });
  return { verdict: 'error', cause, unjudged: 'unread' };
}

const isBlind = ({ packet }: Passing): boolean => packet.physIn === undefined || packet.physOut === undefined;

/** Marks that the rules give a packet on its way to the hook are known there. */
function asked(rules: Ruleset, world: World, hook: HookName, packet: Packet): Evaluation {
  const context = contextOf(world);
  const question = { hook, packet, context };
  if (hook === 'prerouting' || hook === 'output' || !asksForMarks(rules)) return evaluate(rules, question);
  const { oif, ...early } = packet;
  const isNew = packet.ctState === 'new';
  const fresh = { ...early, mark: 0, ...(isNew ? { connectionMark: 0 } : {}) };
  const before = evaluate(rules, { hook: packet.iif === undefined ? 'output' : 'prerouting', packet: fresh, context });
  const { mark, connectionMark } = before.packet ?? {};
  const marked = {
    ...packet,
    ...(mark === undefined ? {} : { mark }),
    ...(connectionMark === undefined ? {} : { connectionMark }),
  };
  return evaluate(rules, { ...question, packet: marked });
}

const asksForMarks = ({ chains }: Ruleset): boolean =>
  chains.some(({ rules }) => rules.some(({ matches }) => matches.some(({ kind }) => kind === 'mark')));

/** The rule would match (or may): none of its conditions surely fails. */
export const wouldMatch = (world: World, hook: HookName, { packet }: Passing, rule: Rule): boolean =>
  differencesOf(rule, { hook, packet, context: contextOf(world) }).length === 0;

/** A chain that iptables shows when it is asked for this table. */
export const isIptables = (chain: Chain, table: string): boolean => chain.backend !== 'nft' && chain.table === table;

/** `FORWARD`, and which world it is in when it is not the usual one. */
export const chainName = (chain: Chain): string =>
  chain.backend === 'iptables-legacy' ? `${chain.name} (iptables-legacy)` : chain.name;

const fields: { readonly [field in Difference['field']]?: string } = {
  iif: 'in',
  oif: 'out',
  src: 'source',
  dst: 'destination',
  proto: 'proto',
  dport: 'port',
  ctState: 'state',
};

/** Values for the words of a near miss: which field, what the rule wants, what the packet has. */
export function differenceValues({ field, wants, is, match }: Difference): {
  field: string;
  wanted: string;
  found: string;
} {
  const bare = match.text.replace(/^! /, 'not ').replace(/^(not )?-{1,2}[a-z-]+ /i, '$1');
  return { field: fields[field] ?? 'other', wanted: bare === '' ? wants : bare, found: is === '' ? '-' : is };
}
