import type { HookName, RuleAt } from '../model.ts';
import type { Context } from '../packet.ts';
import { located, type NatOutcome, natOutcome, sameNat, translated } from './nat.ts';
import { agree, type Outcome, outcomeOf, type StageResult } from './outcome.ts';
import type { BaseChain, Stage } from './stages.ts';
import { become, type Ending, type Traversal, traverseChain } from './traversal.ts';

/** What a stage may do with the packet. */
export interface Turn {
  /** Ways in which the packet ends here. */
  readonly ended: readonly Outcome[];
  readonly mayPass: boolean;
  readonly results: readonly StageResult[];
  readonly nat?: NatOutcome;
}

const untouched: Turn = { ended: [], mayPass: true, results: [] };

function result(chain: BaseChain, outcomes: readonly Outcome[], doubt: RuleAt | undefined): StageResult {
  return { chain, ...agree(outcomes, doubt && { by: 'rule', ...doubt }) };
}

function askFilter(traversal: Traversal, chain: BaseChain): Turn {
  const { endings, doubt } = traverseChain(traversal, chain);
  const outcomes = endings.map((ending) => outcomeOf(chain, ending));
  const ended = outcomes.filter((one) => one.verdict !== 'accept');
  return { ended, mayPass: ended.length < outcomes.length, results: [result(chain, outcomes, doubt)] };
}

/** Before conntrack (priority -200) has looked, a packet has no state: rules there see `invalid`. */
export function filterTurn(traversal: Traversal, stage: Stage, hook: HookName): Turn {
  const [chain] = stage.chains;
  if (!chain) return untouched;
  const { ctState, ctStatus, attached } = traversal.now;
  const isEarly = stage.priority <= -200 && (hook === 'prerouting' || hook === 'output') && !attached;
  if (!isEarly || ctState === 'untracked') return askFilter(traversal, chain);
  become(traversal, { ...traversal.now, ctState: 'invalid', ctStatus: [] });
  const turn = askFilter(traversal, chain);
  const wasTaken = traversal.now.ctState !== 'invalid';
  become(traversal, { ...traversal.now, ctState: wasTaken ? traversal.now.ctState : ctState, ctStatus });
  return turn;
}

/** A nat target that we do not know (NETMAP …) translates somehow; it does not drop. */
function natEnding(chain: BaseChain, ending: Ending): Outcome {
  const outcome = outcomeOf(chain, ending);
  return ending.kind === 'unknown' ? { ...outcome, verdict: 'accept' } : outcome;
}

function translations(ending: Ending): readonly NatOutcome[] {
  if (ending.kind === 'nat') return [natOutcome(ending.nat, ending.at)];
  return ending.kind === 'unknown' ? [{ kind: 'unknown', at: ending.at }] : [];
}

/** One translation when all worlds agree on it. */
function settle(found: readonly NatOutcome[], mayStay: boolean): NatOutcome | undefined {
  const [first] = found;
  if (!first) return undefined;
  const same = found.every((one) => one.target && first.target && sameNat(one.target, first.target));
  return same && !mayStay ? first : { kind: 'unknown', at: first.at };
}

/** New connections only. The first chain that translates decides; the chains after it are not asked. */
export function natTurn(traversal: Traversal, stage: Stage, hook: HookName, context: Context): Turn {
  const { ctState } = traversal.now;
  if (ctState !== undefined && ctState !== 'new' && ctState !== 'related') return untouched;
  const ended: Outcome[] = [];
  const results: StageResult[] = [];
  const found: NatOutcome[] = [];
  let mayStay = true;
  for (const chain of stage.chains) {
    if (!mayStay) break;
    const { endings, doubt } = traverseChain(traversal, chain);
    const outcomes = endings.map((ending) => natEnding(chain, ending));
    results.push(result(chain, outcomes, doubt));
    ended.push(...outcomes.filter((one) => one.verdict !== 'accept'));
    found.push(...endings.flatMap(translations));
    mayStay = endings.some(
      (ending) => translations(ending).length === 0 && outcomeOf(chain, ending).verdict === 'accept',
    );
  }
  const settled = settle(found, mayStay || ctState === undefined);
  const nat = settled && located(settled, traversal.now, hook, context);
  if (nat)
    become(traversal, translated(traversal.now, nat, hook === 'input' || hook === 'postrouting' ? 'src' : 'dst'));
  return { ended, mayPass: mayStay || found.length > 0 || ctState === undefined, results, ...(nat ? { nat } : {}) };
}
