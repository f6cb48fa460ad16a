import { unreachable } from '../../result.ts';
import type { Match } from '../match.ts';
import type { Chain, Rule, RuleAt, Ruleset } from '../model.ts';
import type { NatTarget, Target } from '../target.ts';
import { isNat } from '../target.ts';
import { testAll } from './condition.ts';
import { type Difference, differences } from './differences.ts';
import type { Seen } from './seen.ts';
import type { Truth } from './truth.ts';

/** A rule that the packet came to. */
export interface Visit extends RuleAt {
  readonly result: 'matched' | 'missed' | 'maybe';
  /** Of a missed rule: why. */
  readonly differs: readonly Difference[];
}

/** How a walk through a chain may end; `end`: fell off its end, or RETURN. */
export type Ending =
  | { readonly kind: 'accept' | 'drop' | 'unknown'; readonly at: RuleAt }
  | { readonly kind: 'reject'; readonly with: string; readonly at: RuleAt }
  | { readonly kind: 'nat'; readonly nat: NatTarget; readonly at: RuleAt }
  | { readonly kind: 'end'; readonly at?: RuleAt };

/** `next`: on to the rule below. */
type Step = Ending | { readonly kind: 'next' };

/** One evaluation on its way: what it has seen so far. `now` changes with NOTRACK and translations. */
export interface Walk {
  readonly ruleset: Ruleset;
  now: Seen;
  readonly path: Visit[];
  /** Rules of which we do not know whether they match, and that would have had a say. */
  readonly doubts: RuleAt[];
}

/** nf_tables allows 16 nested jumps; text from elsewhere may loop. */
const maxDepth = 32;

/** nft's and iptables-nft's chains live together; legacy tables are elsewhere. */
export function sameTable(one: Chain, other: Chain): boolean {
  const isLegacy = (chain: Chain): boolean => chain.backend === 'iptables-legacy';
  return isLegacy(one) === isLegacy(other) && one.family === other.family && one.table === other.table;
}

function enter(walk: Walk, at: RuleAt, name: string, certain: boolean, depth: number): readonly Ending[] {
  const chain = walk.ruleset.chains.find((one) => one.name === name && sameTable(one, at.chain));
  if (!chain || depth >= maxDepth) {
    walk.doubts.push(at);
    return [{ kind: 'unknown', at }];
  }
  return walkChain(walk, chain, certain, depth + 1);
}

function act(walk: Walk, target: Target, at: RuleAt, certain: boolean, depth: number): readonly Step[] {
  if (isNat(target)) return [{ kind: 'nat', nat: target, at }];
  switch (target.kind) {
    case 'unknown':
      walk.doubts.push(at);
      return [{ kind: 'unknown', at }];
    case 'accept':
    case 'drop':
      return [{ kind: target.kind, at }];
    case 'reject':
      return [{ kind: 'reject', with: target.with, at }];
    case 'return':
      return [{ kind: 'end', at }];
    case 'continue':
      return [{ kind: 'next' }];
    case 'jump':
      return enter(walk, at, target.chain, certain, depth).map((ending) =>
        ending.kind === 'end' ? { kind: 'next' } : ending,
      );
    case 'goto':
      return enter(walk, at, target.chain, certain, depth);
    case 'vmap':
      return choose(walk, target.cases, at, certain, depth);
    default:
      return unreachable(target);
  }
}

type Cases = readonly { readonly when: readonly Match[]; readonly target: Target }[];

function choose(walk: Walk, cases: Cases, at: RuleAt, certain: boolean, depth: number): readonly Step[] {
  const steps: Step[] = [];
  for (const { when, target } of cases) {
    const result = testAll(when, walk.now);
    if (result === 'no') continue;
    if (result === 'maybe') walk.doubts.push(at);
    steps.push(...act(walk, target, at, certain && result === 'yes', depth));
    if (result === 'yes') return steps;
  }
  return [...steps, { kind: 'next' }];
}

function applyEffects(walk: Walk, rule: Rule, certain: boolean): void {
  if (walk.now.attached || !rule.effects.some((effect) => effect.name === 'NOTRACK')) return;
  const { ctState: _, ...rest } = walk.now;
  walk.now = { ...rest, ctState: certain ? 'untracked' : undefined };
}

const results: { readonly [T in Truth]: Visit['result'] } = { yes: 'matched', no: 'missed', maybe: 'maybe' };

function visit(walk: Walk, at: RuleAt): Truth {
  const result = testAll(at.rule.matches, walk.now);
  const differs = result === 'no' ? differences(at.rule.matches, walk.now) : [];
  walk.path.push({ ...at, result: results[result], differs });
  const says = at.rule.target && at.rule.target.kind !== 'continue';
  if (result === 'maybe' && says) walk.doubts.push(at);
  return result;
}

/** All the ways in which the packet may leave the chain: one when every rule is understood. */
export function walkChain(walk: Walk, chain: Chain, certain = true, depth = 0): readonly Ending[] {
  const endings: Ending[] = [];
  for (const rule of chain.rules) {
    const at = { chain, rule };
    const result = visit(walk, at);
    if (result === 'no') continue;
    const sure = certain && result === 'yes';
    applyEffects(walk, rule, sure);
    const steps = rule.target ? act(walk, rule.target, at, sure, depth) : [{ kind: 'next' } as const];
    endings.push(...steps.filter((step) => step.kind !== 'next'));
    if (result === 'yes' && !steps.some((step) => step.kind === 'next')) return endings;
  }
  return [...endings, { kind: 'end' }];
}
