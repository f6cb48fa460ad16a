import { type Match, never } from './match.ts';
import type { Rule, Ruleset } from './model.ts';
import type { Target, VmapCase } from './target.ts';

const ofRulesets = new WeakMap<Ruleset, Ruleset>();

/**
 * The same rules for who asks what lasts. What is in a list of `-m recent`, or for some time in a set, says nothing of tomorrow, so
 * where a rule lets pass or translates by it, nobody knows whether it does. Rules that refuse are taken as they are today.
 */
export function lastingRules(ruleset: Ruleset): Ruleset {
  const known = ofRulesets.get(ruleset);
  if (known) return known;
  const chains = ruleset.chains.map((chain) =>
    chain.rules.some(holdsForNow) ? { ...chain, rules: chain.rules.map(lastingRule) } : chain,
  );
  const found = chains.every((chain, index) => chain === ruleset.chains[index]) ? ruleset : { ...ruleset, chains };
  ofRulesets.set(ruleset, found);
  return found;
}

const refuses = ({ target }: Rule): boolean => target?.kind === 'drop' || target?.kind === 'reject';

const holdsForNow = (rule: Rule): boolean =>
  (!refuses(rule) && rule.matches.some(({ kind, lasting }) => kind === 'recent' || lasting !== undefined)) ||
  (rule.target?.kind === 'vmap' && rule.target.cases.some(isForNow));

/** An element of a map that goes away by itself, and lets pass or translates until then. */
const isForNow = ({ expires, target: { kind } }: VmapCase): boolean =>
  expires === true && kind !== 'drop' && kind !== 'reject';

const lastingRule = (rule: Rule): Rule =>
  holdsForNow(rule)
    ? {
        ...rule,
        matches: rule.matches.map(lastingMatch),
        ...(rule.target ? { target: lastingTarget(rule.target) } : {}),
      }
    : rule;

function lastingTarget(target: Target): Target {
  if (target.kind !== 'vmap') return target;
  return { ...target, cases: target.cases.map((one) => (isForNow(one) ? lastingCase(one) : one)) };
}

/** Nobody knows whether it holds; of it nothing is left tomorrow. */
function lastingCase(one: VmapCase): VmapCase {
  const text = one.when.map((match) => match.text).join(' ');
  const open: Match = { kind: 'unknown', negated: false, text, lasting: { ...never, negated: false, text } };
  return { ...one, when: [...one.when, open] };
}

function lastingMatch(match: Match): Match {
  if (match.lasting) return { ...match.lasting, lasting: match.lasting };
  if (match.kind !== 'recent') return match;
  const { entries: _, ...rest } = match;
  return rest;
}
