import { type Difference, differences } from './evaluate/differences.ts';
import { evaluate, type Question } from './evaluate/evaluate.ts';
import type { NatOutcome } from './evaluate/nat.ts';
import type { RuleVerdict } from './evaluate/outcome.ts';
import { seenAt } from './evaluate/seen.ts';
import type { Chain, Rule, RuleAt, Ruleset } from './model.ts';

export function verdictOf(ruleset: Ruleset, question: Question): RuleVerdict {
  return evaluate(ruleset, question).verdict;
}

/** What the nat chains of the hook do to the packet's connection; undefined: nothing. */
export function natOf(ruleset: Ruleset, question: Question): NatOutcome | undefined {
  return evaluate(ruleset, question).nat;
}

/** Every rule of every backend for which the predicate holds, e.g. to sum counters or to look in the wrong chain. */
export function rulesMatching(ruleset: Ruleset, predicate: (rule: Rule, chain: Chain) => boolean): readonly RuleAt[] {
  return ruleset.chains.flatMap((chain) =>
    chain.rules.filter((rule) => predicate(rule, chain)).map((rule) => ({ chain, rule })),
  );
}

/** Why a rule would not take this packet at this hook, whatever chain it is in; empty: it would, or might. */
export function differencesOf(rule: Rule, { hook, packet, context = {} }: Question): readonly Difference[] {
  return differences(rule.matches, seenAt(hook, packet, context));
}
