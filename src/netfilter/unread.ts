import type { Evaluation } from './evaluate/evaluate.ts';
import { keepsOffTooMany } from './fickle.ts';
import type { Match } from './match.ts';
import type { Rule, RuleAt, Ruleset } from './model.ts';

/** A rule that has a say in what becomes of a packet, and the part of it that nobody here can follow. */
export interface Unread extends RuleAt {
  /** As the tool prints it. */
  readonly part: string;
}

const ofRulesets = new WeakMap<Ruleset, Ruleset>();

/** Without the rules that only keep off too many: they say nothing against who comes now and then. */
export function withoutGuards(ruleset: Ruleset): Ruleset {
  const known = ofRulesets.get(ruleset);
  if (known) return known;
  const chains = ruleset.chains.map((chain) =>
    chain.rules.some(keepsOffTooMany)
      ? { ...chain, rules: chain.rules.filter((rule) => !keepsOffTooMany(rule)) }
      : chain,
  );
  const found = chains.every((chain, index) => chain === ruleset.chains[index]) ? ruleset : { ...ruleset, chains };
  ofRulesets.set(ruleset, found);
  return found;
}

/** Conditions that hang on the packet and can be told of most packets, but not of all. */
const open: ReadonlySet<Match['kind']> = new Set(['unknown', 'recent', 'length', 'mark', 'connection', 'tcp-flags']);

function unreadPart({ matches, target, text }: Rule): string {
  const unknown = matches.find(({ kind }) => kind === 'unknown');
  if (unknown) return unknown.text;
  if (target?.kind === 'unknown') return target.name;
  return matches.find(({ kind }) => open.has(kind))?.text ?? text;
}

/** Why an evaluation has no certain end; undefined where it has one. */
export function unreadIn({ dependsOn, decidedBy }: Evaluation): Unread | undefined {
  const at = dependsOn[0] ?? (decidedBy.by === 'rule' ? decidedBy : undefined);
  return at && { chain: at.chain, rule: at.rule, part: unreadPart(at.rule) };
}
