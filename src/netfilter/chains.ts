import type { Chain, Ruleset } from './model.ts';

/** nft's and iptables-nft's chains live together; legacy tables are elsewhere. */
const keyOf = ({ backend, family, table }: Chain, name: string): string =>
  `${backend === 'iptables-legacy'} ${family} ${table} ${name}`;

/** The same chains are asked about many packets. */
const known = new WeakMap<Ruleset, ReadonlyMap<string, Chain>>();

function indexOf(ruleset: Ruleset): ReadonlyMap<string, Chain> {
  const before = known.get(ruleset);
  if (before) return before;
  const index = new Map<string, Chain>();
  for (const chain of ruleset.chains) {
    const key = keyOf(chain, chain.name);
    if (!index.has(key)) index.set(key, chain);
  }
  known.set(ruleset, index);
  return index;
}

/** Finds a chain by its name in the table of another one. */
export function chainFinder(ruleset: Ruleset): (from: Chain, name: string) => Chain | undefined {
  let index: ReadonlyMap<string, Chain> | undefined;
  return (from, name) => {
    index ??= indexOf(ruleset);
    return index.get(keyOf(from, name));
  };
}
