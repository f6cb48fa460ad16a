import { chainFinder } from './chains.ts';
import { type Difference, differences, failing } from './evaluate/differences.ts';
import { evaluate, type Question } from './evaluate/evaluate.ts';
import type { NatOutcome } from './evaluate/nat.ts';
import type { RuleVerdict } from './evaluate/outcome.ts';
import { seenAt } from './evaluate/seen.ts';
import { baseChains } from './evaluate/stages.ts';
import type { Chain, Rule, RuleAt, Ruleset } from './model.ts';
import type { Target } from './target.ts';

/** A rule that would have matched but for these conditions. */
export interface NearMiss extends RuleAt {
  readonly differs: readonly Difference[];
}

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

function chainsOf(target: Target | undefined): readonly string[] {
  if (target?.kind === 'jump' || target?.kind === 'goto') return [target.chain];
  return target?.kind === 'vmap' ? target.cases.flatMap((one) => chainsOf(one.target)) : [];
}

function reachable(ruleset: Ruleset, from: readonly Chain[]): readonly Chain[] {
  const found = new Set<Chain>(from);
  const chainOf = chainFinder(ruleset);
  for (const chain of found) {
    for (const { target } of chain.rules) {
      for (const name of chainsOf(target)) {
        const other = chainOf(chain, name);
        if (other) found.add(other);
      }
    }
  }
  return [...found];
}

/** Rules below a hook, reached or not, that miss the packet by at most so many conditions (default 1): typing errors, mostly. */
export function nearMisses(ruleset: Ruleset, question: Question, atMost = 1): readonly NearMiss[] {
  const { hook, packet, context = {}, family } = question;
  const chains = reachable(ruleset, baseChains(ruleset, hook, family));
  const seen = seenAt(hook, packet, context);
  return chains.flatMap((chain) =>
    chain.rules.flatMap((rule) => {
      const missing = failing(rule.matches, seen);
      if (missing.length === 0 || missing.length > atMost) return [];
      return [{ chain, rule, differs: differences(rule.matches, seen) }];
    }),
  );
}
