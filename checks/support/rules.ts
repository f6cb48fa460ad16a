import {
  type Chain,
  type Difference,
  differencesOf,
  type Evaluation,
  evaluate,
  type HookName,
  lastingRules,
  type Rule,
} from '../../src/netfilter/index.ts';
import { contextOf, type Passing } from './packets.ts';
import type { World } from './world.ts';

/** What the host's rules do to a packet at a hook, today and tomorrow; undefined when the rules are not known. */
export function atHook(world: World, hook: HookName, { packet }: Passing): Evaluation | undefined {
  const rules = world['rules.host'];
  return rules && evaluate(lastingRules(rules), { hook, packet, context: contextOf(world) });
}

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
