import { chainFinder } from './chains.ts';
import { type Difference, differences, failing } from './evaluate/differences.ts';
import type { Question } from './evaluate/evaluate.ts';
import { type Seen, seenAt } from './evaluate/seen.ts';
import { baseChains } from './evaluate/stages.ts';
import { weightOf } from './evaluate/weight.ts';
import type { Match } from './match.ts';
import type { Chain, Rule, RuleAt, Ruleset } from './model.ts';
import type { Target } from './target.ts';

/** A rule that would have matched but for these conditions. */
export interface NearMiss extends RuleAt {
  readonly differs: readonly Difference[];
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

/** Protocols with ports: one of them is soon written for another. */
const withPorts: ReadonlySet<string> = new Set(['tcp', 'udp', 'udplite', 'sctp', 'dccp']);
const forMany = (address: number): boolean => address >>> 28 === 14 || address === 0xffffffff;

/** Besides this condition, the rule names a device or an address: who asks for ping alone between these two may have meant all. */
const isAboutPlace = ({ matches }: Rule, besides: Match): boolean =>
  matches.some((one) => one !== besides && !one.negated && (one.kind === 'interface' || one.kind === 'address'));

/**
 * Whether somebody can have meant the packet, and have written this one condition wrongly. Nobody writes a rule for all ICMP,
 * for lo, for groups or for broken packets and means a connection between two machines.
 */
function isSlip(match: Match, rule: Rule, seen: Seen): boolean {
  switch (match.kind) {
    case 'protocol': {
      if (match.negated || isAboutPlace(rule, match)) return true;
      return withPorts.has(seen.proto) && match.names.some((name) => withPorts.has(name));
    }
    case 'interface':
      return match.negated || match.names.some(({ name }) => name !== 'lo');
    case 'address':
      return match.negated || match.ranges.some(({ from }) => !forMany(from));
    case 'address-type':
      return match.negated || match.types.some((type) => type === 'local' || type === 'unicast');
    case 'ct-state':
      return match.negated || match.states.some((state) => state !== 'invalid' && state !== 'untracked');
    case 'tcp-flags':
      return match.set.length === 1;
    case 'family':
    case 'icmp':
    case 'chance':
    case 'recent':
    case 'frame-type':
    case 'owner':
    case 'length':
    case 'fragment':
    case 'any':
      return false;
    default:
      return true;
  }
}

/** As much as one chain of twenty thousand rules that ask a few addresses each. */
const mostSteps = 200_000;

/**
 * Rules below a hook, reached or not, that miss the packet by at most so many conditions (default 1), each of which somebody
 * may have written wrongly. Of too many rules only the first ones are looked at: it is a hint, and nobody waits for it.
 */
export function nearMisses(ruleset: Ruleset, question: Question, atMost = 1): readonly NearMiss[] {
  const { hook, packet, context = {}, family } = question;
  const seen = seenAt(hook, packet, context);
  const found: NearMiss[] = [];
  let steps = 0;
  for (const chain of reachable(ruleset, baseChains(ruleset, hook, family))) {
    for (const rule of chain.rules) {
      steps += 1 + weightOf(rule.matches);
      if (steps > mostSteps) return found;
      const missing = failing(rule.matches, seen);
      if (missing.length === 0 || missing.length > atMost || !missing.every((match) => isSlip(match, rule, seen)))
        continue;
      found.push({ chain, rule, differs: differences(rule.matches, seen) });
    }
  }
  return found;
}
