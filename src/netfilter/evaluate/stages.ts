import type { Base, Chain, ChainFamily, HookName, Ruleset } from '../model.ts';

/** What the kernel calls at a hook, in its order: single filter chains, and all nat chains together. */
export interface Stage {
  readonly kind: 'filter' | 'nat';
  readonly priority: number;
  readonly chains: readonly BaseChain[];
}

export type BaseChain = Chain & { readonly base: Base };

/** `ip`: IPv4 packets (families ip and inet). The bridge and its devices have hooks of their own. */
export type HookFamily = 'ip' | 'bridge' | 'netdev';

const seenBy: { readonly [F in HookFamily]: readonly ChainFamily[] } = {
  ip: ['ip', 'inet'],
  bridge: ['bridge'],
  netdev: ['netdev'],
};

/** nf_nat registers itself once per hook, at NF_IP_PRI_NAT_DST or _SRC, whatever the priorities of the chains that it asks. */
function natPriority(hook: HookName): number {
  return hook === 'input' || hook === 'postrouting' ? 100 : -100;
}

/** At equal priority the chain that was made last comes first (nf_hook_entries_grow). */
function byPriority(chains: readonly BaseChain[]): readonly BaseChain[] {
  return [...chains].reverse().sort((one, other) => one.base.priority - other.base.priority);
}

export function baseChains(ruleset: Ruleset, hook: HookName, family: HookFamily = 'ip'): readonly BaseChain[] {
  const here = ruleset.chains.filter(
    (chain): chain is BaseChain => chain.base?.hook === hook && seenBy[family].includes(chain.family),
  );
  return byPriority(here);
}

export function stages(ruleset: Ruleset, hook: HookName, family: HookFamily): readonly Stage[] {
  const chains = baseChains(ruleset, hook, family);
  const nat = family === 'ip' ? chains.filter((chain) => chain.base.type === 'nat') : [];
  const single = chains
    .filter((chain) => !nat.includes(chain))
    .map((chain): Stage => ({ kind: 'filter', priority: chain.base.priority, chains: [chain] }));
  const group: Stage[] = nat.length > 0 ? [{ kind: 'nat', priority: natPriority(hook), chains: nat }] : [];
  return [...single, ...group].sort((one, other) => one.priority - other.priority);
}
