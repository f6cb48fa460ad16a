import type { Chain, RuleAt } from '../model.ts';
import type { BaseChain } from './stages.ts';
import type { Ending } from './traversal.ts';

export type RuleVerdict = 'accept' | 'drop' | 'reject' | 'unknown';

/** Who had the last word in one base chain, or at the hook. `nothing`: no base chain is there. */
export type Decision =
  | { readonly by: 'rule'; readonly chain: Chain; readonly rule: RuleAt['rule'] }
  | { readonly by: 'policy'; readonly chain: Chain; readonly policy: 'accept' | 'drop' }
  | { readonly by: 'nothing' };

export interface Outcome {
  readonly verdict: RuleVerdict;
  /** In iptables' words, e.g. `icmp-port-unreachable`, `tcp-reset`. */
  readonly rejectWith?: string;
  readonly decidedBy: Decision;
}

/** What one base chain did. */
export interface StageResult extends Outcome {
  readonly chain: Chain;
}

/** What an ending of a base chain's walk means: its policy decides where no rule did. */
export function outcomeOf(chain: BaseChain, ending: Ending): Outcome {
  const { policy } = chain.base;
  if (ending.kind === 'end') return { verdict: policy, decidedBy: { by: 'policy', chain, policy } };
  const decidedBy: Decision = { by: 'rule', ...ending.at };
  if (ending.kind === 'reject') return { verdict: 'reject', rejectWith: ending.with, decidedBy };
  return { verdict: ending.kind === 'nat' ? 'accept' : ending.kind, decidedBy };
}

/** One outcome when all possible ones are the same; else `unknown`, by whoever brought the doubt. */
export function agree(outcomes: readonly Outcome[], doubt: Decision | undefined): Outcome {
  const [first] = outcomes;
  if (!first) return { verdict: 'accept', decidedBy: { by: 'nothing' } };
  const same = outcomes.every((one) => one.verdict === first.verdict && one.rejectWith === first.rejectWith);
  return same ? first : { verdict: 'unknown', decidedBy: doubt ?? first.decidedBy };
}
