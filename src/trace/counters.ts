import { type FactRequest, ruleset } from '../facts/index.ts';
import type { Chain, Ruleset } from '../netfilter/index.ts';

/** A rule or policy whose counter grew while the packet was on its way. */
export interface Grown {
  readonly node: string;
  readonly chain: string;
  /** Absent: the chain's policy. */
  readonly rule?: string;
  /** Packets; of nat rules: connections. */
  readonly packets: number;
}

/** The rules of a node once more, after the round's probes: only counters should differ. */
export function rulesetAfter(node: string): FactRequest<Ruleset> {
  const request = ruleset(node);
  return { ...request, key: `${request.key}:after`, phase: 'late' };
}

/** Both sets were read in one round; a chain that changed meanwhile is left out, for its rules cannot be told apart. */
export function grown(node: string, before: Ruleset, after: Ruleset): readonly Grown[] {
  const later = new Map(after.chains.map((chain) => [placeOf(chain), chain]));
  return before.chains.flatMap((chain) => {
    const now = later.get(placeOf(chain));
    if (!now || now.rules.length !== chain.rules.length) return [];
    const name = `${chain.table} ${chain.name}`;
    const rules = chain.rules.flatMap((rule, index): readonly Grown[] => {
      const packets = (now.rules[index]?.counters?.packets ?? 0) - (rule.counters?.packets ?? 0);
      return packets > 0 && now.rules[index]?.text === rule.text
        ? [{ node, chain: name, rule: rule.text, packets }]
        : [];
    });
    const policy = (now.counters?.packets ?? 0) - (chain.counters?.packets ?? 0);
    return policy > 0 ? [...rules, { node, chain: name, packets: policy }] : rules;
  });
}

const placeOf = ({ backend, family, table, name }: Chain): string => JSON.stringify([backend, family, table, name]);
