import { unreachable } from '../../result.ts';
import type { Match } from '../match.ts';
import type { Chain, Rule, RuleAt } from '../model.ts';
import type { NatTarget, Target } from '../target.ts';
import { isNat } from '../target.ts';
import { testAll } from './condition.ts';
import { createEndings } from './endings.ts';
import { clamped, marked } from './marked.ts';
import type { Seen } from './seen.ts';
import { weightOf } from './weight.ts';

/** How a walk through a chain may end; `end`: fell off its end, or RETURN. */
export type Ending =
  | { readonly kind: 'accept' | 'drop' | 'unknown'; readonly at: RuleAt }
  | { readonly kind: 'reject'; readonly with: string; readonly at: RuleAt }
  | { readonly kind: 'nat'; readonly nat: NatTarget; readonly at: RuleAt }
  | { readonly kind: 'end'; readonly at?: RuleAt };

/** `next`: on to the rule below. */
type Step = Ending | { readonly kind: 'next' };

/** What a chain does to a packet of one state, whoever calls it. */
export interface Passage {
  /** All the ways in which the packet may leave the chain: one when every rule is understood. */
  readonly endings: readonly Ending[];
  /** The first rule in it, or below it, of which we do not know whether it has a say. */
  readonly doubt: RuleAt | undefined;
  /** The packet afterwards. */
  readonly after: Seen;
}

/**
 * One evaluation on its way. A chain is walked once for each state that a packet comes to it in, of which there are a few
 * (conntrack's, and before and after a translation): work and memory grow with the rules, not with the ways through them.
 */
export interface Traversal {
  readonly chainOf: (from: Chain, name: string) => Chain | undefined;
  /** Changes with NOTRACK and translations; one object for each state, so that states can be compared. */
  now: Seen;
  /** Rules of which we do not know whether they match, and that would have had a say; in order. */
  readonly doubts: Map<Rule, RuleAt>;
  /** Conditions that hold by chance, of which nobody has said yet how they turn out; where each was asked first. */
  readonly chances: Map<Match, RuleAt>;
  readonly passed: Map<Seen, Map<Chain, Map<boolean, Passage | 'on-its-way'>>>;
  /** Rules and values that were compared. */
  steps: number;
  readonly mostSteps: number;
  /** Where the steps ran out: nothing below says anything any more. */
  exhausted?: Chain;
}

/** nf_tables allows 16 nested jumps, iptables-legacy more; deeper than this the answer is that we do not know. */
const maxDepth = 128;

function enter(traversal: Traversal, at: RuleAt, name: string, certain: boolean, depth: number): Passage {
  const chain = traversal.chainOf(at.chain, name);
  const known = chain && (depth < maxDepth ? passage(traversal, chain, certain, depth + 1) : undefined);
  if (known && known !== 'on-its-way') return known;
  // No such chain, or one that calls itself, which the kernel refuses.
  traversal.doubts.set(at.rule, at);
  return { endings: [{ kind: 'unknown', at }], doubt: at, after: traversal.now };
}

/** What a chain does to the packet as it is now; known already, where it has been asked before. */
function passage(traversal: Traversal, chain: Chain, certain: boolean, depth: number): Passage | 'on-its-way' {
  const chains = traversal.passed.get(traversal.now) ?? new Map<Chain, Map<boolean, Passage | 'on-its-way'>>();
  traversal.passed.set(traversal.now, chains);
  const own = chains.get(chain) ?? new Map<boolean, Passage | 'on-its-way'>();
  chains.set(chain, own);
  const known = own.get(certain);
  if (known) {
    if (known !== 'on-its-way') traversal.now = known.after;
    return known;
  }
  own.set(certain, 'on-its-way');
  const found = traverseRules(traversal, chain, certain, depth);
  own.set(certain, found);
  return found;
}

/** What rules below do: steps, and the first doubt among them. */
interface Deed {
  readonly steps: readonly Step[];
  readonly doubt?: RuleAt | undefined;
}

const next: Step = { kind: 'next' };

function act(traversal: Traversal, target: Target, at: RuleAt, certain: boolean, depth: number): Deed {
  if (isNat(target)) return { steps: [{ kind: 'nat', nat: target, at }] };
  switch (target.kind) {
    case 'unknown':
      traversal.doubts.set(at.rule, at);
      return { steps: [{ kind: 'unknown', at }], doubt: at };
    case 'accept':
    case 'drop':
      return { steps: [{ kind: target.kind, at }] };
    case 'reject':
      return { steps: [{ kind: 'reject', with: target.with, at }] };
    case 'return':
      return { steps: [{ kind: 'end', at }] };
    case 'continue':
      return { steps: [next] };
    case 'jump': {
      const { endings, doubt } = enter(traversal, at, target.chain, certain, depth);
      return { steps: endings.map((ending) => (ending.kind === 'end' ? next : ending)), doubt };
    }
    case 'goto': {
      const { endings, doubt } = enter(traversal, at, target.chain, certain, depth);
      return { steps: endings, doubt };
    }
    case 'vmap':
      return choose(traversal, target.cases, at, certain, depth);
    default:
      return unreachable(target);
  }
}

type Cases = readonly { readonly when: readonly Match[]; readonly target: Target }[];

function choose(traversal: Traversal, cases: Cases, at: RuleAt, certain: boolean, depth: number): Deed {
  const steps = createEndings<Step>();
  let doubt: RuleAt | undefined;
  let surely = certain;
  for (const { when, target } of cases) {
    if (!afford(traversal, at.chain, when)) break;
    const result = testAll(when, traversal.now);
    if (result === 'no') continue;
    if (result === 'maybe') {
      traversal.doubts.set(at.rule, at);
      doubt ??= at;
      noteChances(traversal, when, at);
    }
    surely &&= result === 'yes';
    const deed = act(traversal, target, at, surely, depth);
    doubt ??= deed.doubt;
    steps.add(deed.steps);
    if (result === 'yes') return { steps: steps.all(), doubt };
  }
  steps.add([next]);
  return { steps: steps.all(), doubt };
}

/** Takes the steps that comparing costs; false when there are no more. */
function afford(traversal: Traversal, chain: Chain, matches: readonly Match[]): boolean {
  if (traversal.exhausted) return false;
  traversal.steps += 1 + weightOf(matches);
  if (traversal.steps > traversal.mostSteps) traversal.exhausted = chain;
  return !traversal.exhausted;
}

/** Every state is one object, however the packet came to it. */
export function become(traversal: Traversal, seen: Seen): void {
  const same = (other: Seen): boolean =>
    other.src === seen.src &&
    other.dst === seen.dst &&
    other.sport === seen.sport &&
    other.dport === seen.dport &&
    other.ctState === seen.ctState &&
    other.mark === seen.mark &&
    other.connectionMark === seen.connectionMark &&
    other.mss === seen.mss &&
    String(other.ctStatus) === String(seen.ctStatus);
  traversal.now = [...traversal.passed.keys()].find(same) ?? seen;
  if (!traversal.passed.has(traversal.now)) traversal.passed.set(traversal.now, new Map());
}

function noteChances({ chances, now }: Traversal, matches: readonly Match[], at: RuleAt): void {
  for (const match of matches)
    if (match.kind === 'chance' && !now.luck?.has(match) && !chances.has(match)) chances.set(match, at);
}

function applyEffects(traversal: Traversal, rule: Rule, certain: boolean): void {
  for (const { name, marks, mss } of rule.effects) {
    if (mss !== undefined) become(traversal, clamped(traversal.now, mss, certain));
    if (marks) become(traversal, marked(traversal.now, marks, certain));
    if (name === 'NOTRACK' && !traversal.now.attached)
      become(traversal, { ...traversal.now, ctState: certain ? 'untracked' : undefined });
  }
}

/** Out of the chain, and on its way. */
const goesElsewhere = ({ kind }: Step): boolean => kind !== 'next' && kind !== 'drop' && kind !== 'reject';

function traverseRules(traversal: Traversal, chain: Chain, certain: boolean, depth: number): Passage {
  const endings = createEndings<Ending>();
  let doubt: RuleAt | undefined;
  // A packet that a rule above may have let go on is not one to which the rules below surely do anything.
  let mayHaveLeft = false;
  const passed = (): Passage => ({ endings: endings.all(), doubt, after: traversal.now });
  for (const rule of chain.rules) {
    const at = { chain, rule };
    if (!afford(traversal, chain, rule.matches)) {
      traversal.doubts.set(rule, at);
      endings.add([{ kind: 'unknown', at }]);
      doubt ??= at;
      return passed();
    }
    const result = testAll(rule.matches, traversal.now);
    if (result === 'no') continue;
    if (result === 'maybe' && rule.target && rule.target.kind !== 'continue') {
      traversal.doubts.set(rule, at);
      doubt ??= at;
    }
    if (result === 'maybe') noteChances(traversal, rule.matches, at);
    const sure = certain && result === 'yes' && !mayHaveLeft;
    applyEffects(traversal, rule, sure);
    if (!rule.target) continue;
    const deed = act(traversal, rule.target, at, sure, depth);
    doubt ??= deed.doubt;
    let goesOn = result !== 'yes';
    for (const step of deed.steps) {
      if (step.kind === 'next') goesOn = true;
      else endings.add([step]);
      mayHaveLeft ||= goesElsewhere(step);
    }
    if (!goesOn) return passed();
  }
  endings.add([{ kind: 'end' }]);
  return passed();
}

/** A base chain, asked by the kernel. */
export function traverseChain(traversal: Traversal, chain: Chain): Passage {
  const known = passage(traversal, chain, true, 0);
  return known === 'on-its-way' ? { endings: [{ kind: 'end' }], doubt: undefined, after: traversal.now } : known;
}
