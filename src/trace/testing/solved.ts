import { readFileSync } from 'node:fs';
import { type Chain, parseRuleset, type Ruleset } from '../../netfilter/index.ts';
import type { LabFacts, NodeFacts } from '../trace.ts';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
type KnownNode = { [K in keyof NodeFacts]-?: NonNullable<Mutable<NodeFacts[K]>> };

/** The facts of a lab, to be changed by a test. */
export interface World {
  nodes: { host: KnownNode; outside: KnownNode; internet: KnownNode; c1: KnownNode; c2: KnownNode };
}

/**
 * The course solved to its end on a real lab: what `labFactsOf` made of a round after `bridgework solve`, kernel 6.18,
 * neighbours flushed before, on host, outside, internet, c1 and c2.
 */
export function solved(): World {
  return JSON.parse(readFileSync(new URL('../fixtures/solved.json', import.meta.url), 'utf8')) as World;
}

/** The same in the lab `here`, on a played machine; nodes on the uplink's cable (docs/decisions/0009-nodes-on-the-uplinks-cable.md). */
export function solvedHere(): World {
  return JSON.parse(readFileSync(new URL('../fixtures/here.json', import.meta.url), 'utf8')) as World;
}

export const factsOf = (world: World): LabFacts => world as unknown as LabFacts;

/** Chains as `iptables-save` prints them, put before all that the node has in the same table and chain. */
export function insert(node: KnownNode, table: string, chain: string, rule: string): void {
  const text = `*${table}\n:${chain} ACCEPT [0:0]\n-A ${chain} ${rule}\nCOMMIT\n`;
  const parsed = parseRuleset({ iptablesNft: text, iptablesLegacy: '', nftJson: '' });
  const [made] = parsed.ok ? parsed.value.chains : [];
  if (!made) throw new Error(`not a rule: ${rule}`);
  const there = (node.rules as Ruleset).chains.find((one) => one.table === table && one.name === chain) as
    | Mutable<Chain>
    | undefined;
  if (there) there.rules = [...(made.rules as Mutable<Chain>['rules']), ...there.rules];
  else (node.rules as unknown as { chains: Chain[] }).chains.push(made);
}

/** Tables as `iptables-legacy-save` prints them; the node had none. */
export function addLegacy(node: KnownNode, iptablesLegacy: string): void {
  const parsed = parseRuleset({ iptablesNft: '', iptablesLegacy, nftJson: '' });
  if (!parsed.ok) throw new Error(`no tables: ${iptablesLegacy}`);
  (node.rules as unknown as { chains: Chain[] }).chains.push(...parsed.value.chains);
}

/** Tables, chains and rules as `nft -j list ruleset` prints them, beside those that the node has. */
export function addNative(node: KnownNode, lines: readonly (readonly object[])[]): void {
  const parsed = parseRuleset({
    iptablesNft: '',
    iptablesLegacy: '',
    nftJson: JSON.stringify({ nftables: lines.flat() }),
  });
  if (!parsed.ok) throw new Error('no tables');
  (node.rules as unknown as { chains: Chain[] }).chains.push(...parsed.value.chains);
}

/** Takes away the rules whose text has this in it. */
export function remove(node: KnownNode, text: string): void {
  for (const chain of node.rules.chains) chain.rules = chain.rules.filter((rule) => !rule.text.includes(text));
}
