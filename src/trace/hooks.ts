import { type Text, text } from '../i18n/text.ts';
import {
  type Chain,
  type Decision,
  type Evaluation,
  evaluate,
  type HookFamily,
  type HookName,
  nearMisses,
  type Packet,
  type Question,
  type Ruleset,
} from '../netfilter/index.ts';
import { type Entry, isTracking, mirror, statusOf, track, translated } from './conntrack.ts';
import { selectAddress } from './fib.ts';
import { deviceOf, localAddresses, type Node } from './node.ts';
import type { Hop, HopStage } from './trace.ts';
import {
  type BridgedFrom,
  choose,
  type Fate,
  hop,
  isFate,
  lost,
  type Parcel,
  stop,
  type Tracked,
  unknown,
  type Walk,
} from './walk.ts';

/** Devices at a hook, as netfilter sees them. */
export interface At {
  readonly iif?: string;
  readonly oif?: string;
  /** Ports of the bridge that the packet came in by and leaves by. */
  readonly physIn?: string;
  readonly physOut?: string;
  /** Where it goes next on `oif`: masquerading takes the address that fits. */
  readonly nextHop?: string;
  readonly bridged?: BridgedFrom;
}

type Side = 'src' | 'dst';
const sideOf = (hook: HookName): Side | undefined =>
  hook === 'prerouting' || hook === 'output' ? 'dst' : hook === 'input' || hook === 'postrouting' ? 'src' : undefined;
/** Where translation stands among the chains of a hook (NF_IP_PRI_NAT_DST, NF_IP_PRI_NAT_SRC). */
const natPriority = { dst: -100, src: 100 } as const;

const without = (ruleset: Ruleset, drops: (chain: Chain) => boolean): Ruleset => ({
  chains: ruleset.chains.filter((chain) => !drops(chain)),
});
const withoutNat = (ruleset: Ruleset): Ruleset => without(ruleset, ({ base }) => base?.type === 'nat');

/** Sends a packet through one hook of the ip family: connection tracking, translation, every chain. */
export function ipHook(walk: Walk, node: Node, hook: HookName, parcel: Parcel, at: At): Parcel | Fate {
  const tracks = isTracking(node.rules);
  const begins = hook === 'prerouting' || hook === 'output';
  const known = !tracks || parcel.tracked || !begins ? parcel : { ...parcel, tracked: track(walk, node, parcel) };
  const side = sideOf(hook);
  const { entry, state } = known.tracked ?? {};
  const isSettled = side === 'dst' ? entry?.destinationSettled : entry?.sourceSettled;
  if (side && entry && state === 'new' && !isSettled) return firstTime(walk, node, hook, known, at, side, entry);
  return repeated(walk, node, hook, known, at, side);
}

/** The first packet of a connection: the nat chains decide. */
function firstTime(
  walk: Walk,
  node: Node,
  hook: HookName,
  parcel: Parcel,
  at: At,
  side: Side,
  entry: Entry,
): Parcel | Fate {
  const result = ask(walk, node, node.rules, hook, parcel, at);
  if (isFate(result)) return result;
  const { evaluation, parcel: passed } = result;
  if (passed.tracked?.state === 'untracked') return record(walk, node, hook, parcel, passed, at, evaluation);
  const { nat, packet } = evaluation;
  if (nat && (nat.kind === 'unknown' || !packet)) {
    const rule = nat.at.rule.text;
    return stop(
      walk,
      node,
      parcel,
      { stage: stageOf(hook), detail: text('trace.hook.unknown', { rule }), evidence: rule },
      unknown(text('trace.unknown.rule', { node: node.name, rule })),
    );
  }
  if (nat?.kind === 'masquerade' && nat.address === undefined) {
    const reason = text('trace.no-masquerade-address', { node: node.name, device: at.oif ?? '' });
    return stop(
      walk,
      node,
      parcel,
      { stage: stageOf(hook), detail: reason, evidence: nat.at.rule.text },
      lost('dropped-by-rule', reason),
    );
  }
  if (packet && nat) entry.reply = settledReply(entry.reply, packet, side);
  if (side === 'dst') entry.destinationSettled = true;
  else entry.sourceSettled = true;
  return record(walk, node, hook, parcel, translated(passed, side), at, evaluation);
}

function settledReply(reply: Entry['reply'], packet: Packet, side: Side): Entry['reply'] {
  const now = mirror(reply);
  const { sport: _sport, dport: _dport, ...addresses } = now;
  const ports = side === 'src' ? { sport: packet.sport, dport: now.dport } : { sport: now.sport, dport: packet.dport };
  return mirror({
    ...addresses,
    [side]: packet[side],
    ...(ports.sport === undefined ? {} : { sport: ports.sport }),
    ...(ports.dport === undefined ? {} : { dport: ports.dport }),
  });
}

/** Any other packet: translations are repeated, between the chains before and after them. */
function repeated(
  walk: Walk,
  node: Node,
  hook: HookName,
  parcel: Parcel,
  at: At,
  side: Side | undefined,
): Parcel | Fate {
  const rules = withoutNat(node.rules);
  const changes = side && parcel.tracked?.entry && translated(parcel, side) !== parcel && isChanged(parcel, side);
  if (!side || !changes) {
    const result = ask(walk, node, rules, hook, parcel, at);
    return isFate(result) ? result : record(walk, node, hook, parcel, result.parcel, at, result.evaluation);
  }
  const isLate = ({ base }: Chain): boolean => base?.hook === hook && base.priority > natPriority[side];
  const isEarly = ({ base }: Chain): boolean => base?.hook === hook && base.priority <= natPriority[side];
  const early = ask(walk, node, without(rules, isLate), hook, parcel, at);
  if (isFate(early)) return early;
  const after = early.parcel.tracked?.state === 'untracked' ? early.parcel : translated(early.parcel, side);
  const late = ask(walk, node, without(rules, isEarly), hook, after, at);
  if (isFate(late)) return late;
  return record(walk, node, hook, parcel, late.parcel, at, late.evaluation);
}

function isChanged(parcel: Parcel, side: Side): boolean {
  const after = translated(parcel, side);
  const { tuple, about } = parcel;
  return JSON.stringify([tuple, about]) !== JSON.stringify([after.tuple, after.about]);
}

const flags: { readonly [role in Parcel['role']]?: readonly string[] } = {
  syn: ['syn'],
  'syn-ack': ['syn', 'ack'],
  ack: ['ack'],
  data: ['psh', 'ack'],
  rst: ['rst', 'ack'],
};

function packetOf(parcel: Parcel, at: At): Packet {
  const { tuple, proto, role, tracked } = parcel;
  const opens = role === 'syn' || role === 'echo';
  const tcpFlags = flags[role];
  return {
    ...(at.iif === undefined ? {} : { iif: at.iif }),
    ...(at.oif === undefined ? {} : { oif: at.oif }),
    physIn: at.physIn ?? null,
    physOut: at.physOut ?? null,
    ...tuple,
    proto: role === 'error' ? 'icmp' : proto,
    ctState: tracked?.state ?? (opens ? 'new' : 'established'),
    ctStatus: tracked ? statusOf(tracked) : [],
    ...(tcpFlags ? { tcpFlags } : {}),
  };
}

function questionOf(node: Node, hook: HookName, parcel: Parcel, at: At, family: HookFamily): Question {
  const out = at.oif === undefined ? undefined : selectAddress(node, at.oif, at.nextHop ?? parcel.tuple.dst);
  const first = at.iif === undefined ? undefined : deviceOf(node, at.iif)?.addresses[0]?.local;
  const primaryAddresses = {
    ...(at.iif === undefined || first === undefined ? {} : { [at.iif]: first }),
    ...(at.oif === undefined || out === undefined ? {} : { [at.oif]: out }),
  };
  const context = { localAddresses: localAddresses(node), primaryAddresses };
  return { hook, packet: packetOf(parcel, at), context, family };
}

interface Asked {
  readonly evaluation: Evaluation;
  readonly parcel: Parcel;
}

/** Asks the rules; a packet that does not come through ends here. */
export function ask(
  walk: Walk,
  node: Node,
  rules: Ruleset,
  hook: HookName,
  parcel: Parcel,
  at: At,
  family: HookFamily = 'ip',
): Asked | Fate {
  const question = questionOf(node, hook, parcel, at, family);
  const evaluation = evaluate(rules, question);
  const verdict = evaluation.verdict === 'unknown' ? settle(walk, node, evaluation) : evaluation.verdict;
  const stage = stageOf(hook, family);
  const device = at.iif ?? at.oif;
  const base = { ...(device === undefined ? {} : { device }), stage };
  if (verdict === 'unknown') {
    const rule = evaluation.dependsOn[0]?.rule.text ?? '';
    const reason = text('trace.unknown.rule', { node: node.name, rule });
    return stop(
      walk,
      node,
      parcel,
      { ...base, detail: text('trace.hook.unknown', { rule }), evidence: rule },
      unknown(reason),
    );
  }
  if (verdict === 'accept') {
    const isUntracked = evaluation.packet?.ctState === 'untracked' && parcel.tracked;
    const tracked: Tracked | undefined = isUntracked ? { direction: 'original', state: 'untracked' } : parcel.tracked;
    return { evaluation, parcel: tracked ? { ...parcel, tracked } : parcel };
  }
  const misses = missesOf(rules, question);
  const evidence = evidenceOf(evaluation.decidedBy);
  const more = {
    ...(evidence === undefined ? {} : { evidence }),
    ...(misses.length > 0 ? { nearMisses: misses } : {}),
  };
  const detail = endWords(node, hook, family, evaluation, verdict);
  const end: Fate =
    verdict === 'drop'
      ? lost(evaluation.decidedBy.by === 'policy' ? 'dropped-by-policy' : 'dropped-by-rule', detail)
      : {
          kind: 'rejected',
          disposition: 'refused',
          reason: detail,
          node,
          parcel,
          message: evaluation.rejectWith ?? 'icmp-port-unreachable',
          ...(at.bridged ? { bridged: at.bridged } : {}),
        };
  return stop(walk, node, parcel, { ...base, detail, ...more }, end);
}

/** A rule that we do not understand: one of its worlds, if all of them can be walked. */
function settle(walk: Walk, node: Node, { possible, dependsOn, decidedBy }: Evaluation): 'accept' | 'drop' | 'unknown' {
  const rule = dependsOn[0]?.rule.text ?? (decidedBy.by === 'rule' ? decidedBy.rule.text : '');
  const options = possible.filter((one) => one === 'accept' || one === 'drop');
  const [one, ...others] = options;
  if (one === undefined || options.length < possible.length) return 'unknown';
  return choose(walk, [one, ...others], text('trace.unknown.rule', { node: node.name, rule }));
}

export function stageOf(hook: HookName, family: HookFamily = 'ip'): HopStage {
  return { kind: 'hook', hook, family };
}

const chainName = ({ table, name }: Chain): string => `${table} ${name}`;

function evidenceOf(decision: Decision): string | undefined {
  if (decision.by === 'nothing') return undefined;
  if (decision.by === 'policy') return `${chainName(decision.chain)} policy ${decision.policy}`;
  const { text: words, counters } = decision.rule;
  return counters ? `[${counters.packets}:${counters.bytes}] ${words}` : words;
}

function endWords(
  node: Node,
  hook: HookName,
  family: HookFamily,
  evaluation: Evaluation,
  verdict: 'drop' | 'reject',
): Text {
  const { decidedBy, rejectWith = '' } = evaluation;
  const values = { node: node.name, hook: hook.toUpperCase(), family };
  if (decidedBy.by === 'nothing') return text('trace.hook.drop.policy', { ...values, chain: hook });
  const chain = chainName(decidedBy.chain);
  if (decidedBy.by === 'policy') return text('trace.hook.drop.policy', { ...values, chain });
  const rule = decidedBy.rule.text;
  if (verdict === 'drop') return text('trace.hook.drop.rule', { ...values, chain, rule });
  return text('trace.hook.reject', { ...values, chain, rule, with: rejectWith });
}

/** Rules that would have let the packet through, or translated it, but for one condition. */
function missesOf(rules: Ruleset, question: Question): NonNullable<Hop['nearMisses']> {
  const helps = new Set(['accept', 'dnat', 'snat', 'masquerade', 'redirect']);
  return nearMisses(rules, question)
    .filter(({ rule }) => rule.target && helps.has(rule.target.kind))
    .flatMap(({ rule, differs: [difference] }) =>
      difference ? [{ rule: rule.text, wants: difference.wants, is: difference.is }] : [],
    )
    .slice(0, 3);
}

/** A hook where nobody said anything is no hop. */
function record(
  walk: Walk,
  node: Node,
  hook: HookName,
  before: Parcel,
  after: Parcel,
  at: At,
  evaluation: Evaluation,
): Parcel {
  const isRewritten = JSON.stringify(before.tuple) !== JSON.stringify(after.tuple);
  const { decidedBy, nat, stages } = evaluation;
  if (stages.length === 0 && !isRewritten) return after;
  const device = at.iif ?? at.oif;
  const stage = stageOf(hook);
  const rule = nat?.at.rule;
  const evidence = evidenceOf(nat ? { by: 'rule', ...nat.at } : decidedBy);
  const side = before.tuple.dst === after.tuple.dst && before.tuple.dport === after.tuple.dport ? 'src' : 'dst';
  const detail = isRewritten
    ? text(rule ? 'trace.hook.nat' : 'trace.hook.nat-again', {
        side,
        from: endOf(before, side),
        to: endOf(after, side),
      })
    : text(decidedBy.by === 'rule' ? 'trace.hook.pass.rule' : 'trace.hook.pass.policy', { hook: hook.toUpperCase() });
  hop(walk, node, after, {
    ...(device === undefined ? {} : { device }),
    stage,
    decision: isRewritten ? 'rewrite' : 'pass',
    detail,
    ...(evidence === undefined || (isRewritten && !rule) ? {} : { evidence }),
  });
  return after;
}

function endOf({ tuple }: Parcel, side: Side): string {
  const [address, port] = side === 'src' ? [tuple.src, tuple.sport] : [tuple.dst, tuple.dport];
  return port === undefined ? address : `${address}:${port}`;
}
