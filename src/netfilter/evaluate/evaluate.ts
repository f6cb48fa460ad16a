import { chainFinder } from '../chains.ts';
import type { Match } from '../match.ts';
import type { Chain, HookName, RuleAt, Ruleset } from '../model.ts';
import type { Context, Packet } from '../packet.ts';
import { addressText, type NatOutcome } from './nat.ts';
import { agree, type Outcome, type RuleVerdict, type StageResult } from './outcome.ts';
import { type Seen, seenAt } from './seen.ts';
import { type HookFamily, stages } from './stages.ts';
import type { Traversal } from './traversal.ts';
import { filterTurn, natTurn } from './turns.ts';

export interface Question {
  readonly hook: HookName;
  readonly packet: Packet;
  readonly context?: Context;
  /** Default `ip`. In `bridge`, `physIn` and `physOut` are the devices, `iif` and `oif` the bridge. */
  readonly family?: HookFamily;
  /** Rules and values that may be compared before the answer is that nobody knows. */
  readonly mostSteps?: number;
}

/** Twenty rule sets of a large Kubernetes node: some tenths of a second. What takes more was not made to be understood. */
const mostSteps = 5_000_000;

export interface Evaluation extends Outcome {
  /** More than one when the verdict is `unknown`. */
  readonly possible: readonly RuleVerdict[];
  /** What the nat chains do to its connection; absent: nothing. */
  readonly nat?: NatOutcome;
  /** The packet after this hook; absent when a translation made an address unknowable (a range, or no `primaryAddresses`). */
  readonly packet?: Packet;
  /** Rules that we do not understand and that may have a say in the verdict or the translation. */
  readonly dependsOn: readonly RuleAt[];
  /** Base chains in the order of their turn, up to the one that ended it. */
  readonly stages: readonly StageResult[];
  /** Conditions that hold by chance and were asked; `luck` of the context has no word about them. */
  readonly chances: readonly { readonly match: Match; readonly at: RuleAt }[];
  /**
   * Of output: a chain of type route has given the packet another mark, so that it is routed anew at once, with this one;
   * `unknown`: whether, or by which mark, cannot be told.
   */
  readonly rerouted?: number | 'unknown';
  /** Rules and values that were compared. */
  readonly steps: number;
  /** Where the steps ran out; the verdict is `unknown` then. */
  readonly exhausted?: Chain;
}

/** What the packet looks like now; ports and status that became unknown are left out. */
function packetAfter(packet: Packet, now: Seen): Packet | undefined {
  const src = addressText(now.src);
  const dst = addressText(now.dst);
  if (src === undefined || dst === undefined) return undefined;
  const { sport: _s, dport: _d, ctStatus: _c, mark: _m, connectionMark: _cm, mss: _mss, ...rest } = packet;
  return {
    ...rest,
    src,
    dst,
    ctState: now.ctState ?? packet.ctState,
    ...(now.sport === undefined ? {} : { sport: now.sport }),
    ...(now.dport === undefined ? {} : { dport: now.dport }),
    ...(now.ctStatus === undefined ? {} : { ctStatus: now.ctStatus }),
    ...(now.mark === undefined ? {} : { mark: now.mark }),
    ...(now.connectionMark === undefined ? {} : { connectionMark: now.connectionMark }),
    ...(now.mss === null ? {} : { mss: now.mss ?? ('unknown' as const) }),
  };
}

/** The last explicit word for accepting, else the last policy. */
function lastAccept(results: readonly StageResult[]): Outcome {
  const accepts = results.filter((result) => result.verdict === 'accept');
  const chosen = accepts.findLast((result) => result.decidedBy.by === 'rule') ?? accepts.at(-1);
  return { verdict: 'accept', decidedBy: chosen?.decidedBy ?? { by: 'nothing' } };
}

interface Passed {
  readonly ended: readonly Outcome[];
  readonly results: readonly StageResult[];
  readonly nat?: NatOutcome;
  readonly rerouted?: number | 'unknown';
  readonly mayPass: boolean;
}

/** Asks one stage after another, until none lets the packet pass. */
function throughStages(
  traversal: Traversal,
  ruleset: Ruleset,
  hook: HookName,
  family: HookFamily,
  context: Context,
): Passed {
  const ended: Outcome[] = [];
  const results: StageResult[] = [];
  let more: Pick<Passed, 'nat' | 'rerouted'> = {};
  for (const stage of stages(ruleset, hook, family)) {
    const { mark } = traversal.now;
    const turn = stage.kind === 'nat' ? natTurn(traversal, stage, hook, context) : filterTurn(traversal, stage, hook);
    ended.push(...turn.ended);
    results.push(...turn.results);
    if (turn.nat) more = { nat: turn.nat, ...more };
    const isRoute = hook === 'output' && stage.chains.some(({ base }) => base.type === 'route');
    if (isRoute && traversal.now.mark !== mark) more = { ...more, rerouted: traversal.now.mark ?? 'unknown' };
    if (!turn.mayPass) return { ended, results, ...more, mayPass: false };
  }
  return { ended, results, ...more, mayPass: true };
}

/**
 * Sends a packet through every base chain of a hook (all backends, kernel order). An accept is final for its own base
 * chain only; nat chains are asked for new connections only. A rule that we do not understand splits the world in
 * two: the verdict is `unknown`, naming the rule, unless both agree. Chains after a translation see the new packet.
 */
export function evaluate(ruleset: Ruleset, question: Question): Evaluation {
  const { hook, packet, context = {}, family = 'ip' } = question;
  const traversal: Traversal = {
    chainOf: chainFinder(ruleset),
    now: seenAt(hook, packet, context),
    doubts: new Map(),
    chances: new Map(),
    passed: new Map(),
    steps: 0,
    mostSteps: question.mostSteps ?? mostSteps,
  };
  const { ended, results, nat, rerouted, mayPass } = throughStages(traversal, ruleset, hook, family, context);
  const all = mayPass ? [...ended, lastAccept(results)] : ended;
  const doubtful = results.find((result) => result.verdict === 'unknown')?.decidedBy;
  const { exhausted } = traversal;
  const outcome: Outcome = exhausted
    ? { verdict: 'unknown', decidedBy: doubtful ?? { by: 'nothing' } }
    : agree(all, doubtful);
  const after = packetAfter(packet, traversal.now);
  const isOpen = outcome.verdict === 'unknown' || nat?.kind === 'unknown';
  return {
    ...outcome,
    possible: exhausted ? ['unknown'] : [...new Set(all.map((one) => one.verdict))],
    ...(nat ? { nat } : {}),
    ...(after ? { packet: after } : {}),
    dependsOn: isOpen ? [...traversal.doubts.values()] : [],
    chances: [...traversal.chances].map(([match, at]) => ({ match, at })),
    ...(rerouted === undefined ? {} : { rerouted }),
    stages: results,
    steps: traversal.steps,
    ...(exhausted ? { exhausted } : {}),
  };
}
