import type { Backend, Chain, ChainFamily, HookName, Rule, Ruleset } from '../netfilter/index.ts';

/** The chains that the kernel asks of one node, in the order in which it asks them at each hook. */
export interface NodeHooks {
  readonly node: string;
  readonly chains: readonly HookChain[];
}

/** A base chain, and the rules that can be reached from it. */
export interface HookChain {
  readonly hook: HookName;
  readonly backend: Backend;
  readonly family: ChainFamily;
  readonly table: string;
  readonly chain: string;
  readonly policy: 'accept' | 'drop';
  /** Its own first, then those of the chains that they jump to; at most `mostRules`. */
  readonly rules: readonly HookRule[];
  /** Rules that are left out. */
  readonly more: number;
}

export interface HookRule {
  readonly chain: string;
  /** As iptables-save or nft print it; hostile text. */
  readonly text: string;
}

/** The way of a packet through a node, incoming or its own. */
export const hookOrder = [
  'prerouting',
  'input',
  'forward',
  'output',
  'postrouting',
] as const satisfies readonly HookName[];

/** A picture is to be looked at: who has more rules than that wants the tools. */
const mostRules = 200;

/** What hangs on the hooks that IPv4 packets pass; empty chains with the policy `accept` decide nothing and are left out. */
export function hooksOf(node: string, { chains }: Ruleset): NodeHooks {
  const bases = chains.flatMap((chain) => (chain.base && seesIpv4(chain) ? [{ chain, base: chain.base }] : []));
  const inOrder = bases.toSorted((a, b) => a.base.priority - b.base.priority);
  return {
    node,
    chains: hookOrder.flatMap((hook) =>
      inOrder
        .filter(({ base }) => base.hook === hook)
        .map(({ chain, base }): HookChain => {
          const rules = rulesFrom(
            chain,
            chains.filter((other) => tableOf(other) === tableOf(chain)),
          );
          return {
            hook,
            backend: chain.backend,
            family: chain.family,
            table: chain.table,
            chain: chain.name,
            policy: base.policy,
            rules: rules.slice(0, mostRules).map(({ chain, rule }) => ({ chain, text: rule.text })),
            more: Math.max(0, rules.length - mostRules),
          };
        })
        .filter(({ rules, policy }) => rules.length > 0 || policy === 'drop'),
    ),
  };
}

const seesIpv4 = ({ family }: Chain): boolean => family === 'ip' || family === 'inet';

const tableOf = ({ backend, family, table }: Chain): string => JSON.stringify([backend, family, table]);

/** Every chain once, however many rules jump to it. */
function rulesFrom(base: Chain, table: readonly Chain[]): readonly { readonly chain: string; readonly rule: Rule }[] {
  const named = new Map(table.map((chain) => [chain.name, chain]));
  const reached = new Set([base]);
  // A set goes on to what is added while it is read.
  for (const chain of reached) {
    for (const name of chain.rules.flatMap(chainsCalled)) {
      const called = named.get(name);
      if (called) reached.add(called);
    }
  }
  return [...reached].flatMap((chain) => chain.rules.map((rule) => ({ chain: chain.name, rule })));
}

function chainsCalled({ target }: Rule): readonly string[] {
  const targets = target?.kind === 'vmap' ? target.cases.map((one) => one.target) : target ? [target] : [];
  return targets.flatMap((one) => (one.kind === 'jump' || one.kind === 'goto' ? [one.chain] : []));
}
