import { type Text, text } from '../i18n/text.ts';
import type { Chain, Evaluation, HookName, NatOutcome, Packet, Ruleset } from '../netfilter/index.ts';
import { ask, evidenceOf, stageOf } from './ask.ts';
import { isTracking, mirror, track, translated } from './conntrack.ts';
import { endText } from './ends.ts';
import type { Entry } from './entry.ts';
import type { Node } from './node.ts';
import type { At } from './question.ts';
import { type Fate, hop, isFate, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

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
  const early = at.reroute ? without(node.rules, isAfterNat(hook, side)) : node.rules;
  const result = ask(walk, node, early, hook, parcel, at);
  if (isFate(result)) return result;
  const { evaluation, parcel: passed } = result;
  if (passed.tracked?.state !== 'untracked') {
    const refused = settle(walk, node, hook, parcel, at, side, entry, evaluation);
    if (refused) return refused;
  }
  const after = passed.tracked?.state === 'untracked' ? passed : translated(passed, side);
  if (!at.reroute) return record(walk, node, hook, parcel, after, at, evaluation);
  const seen = record(walk, node, hook, parcel, after, at, evaluation);
  const misrouted = after.tuple.dst === parcel.tuple.dst ? undefined : at.reroute(seen);
  return misrouted ?? late(walk, node, hook, seen, at, side);
}

/** The chains after translation, where they are asked for themselves. */
function late(walk: Walk, node: Node, hook: HookName, parcel: Parcel, at: At, side: Side): Parcel | Fate {
  const isAfter = isAfterNat(hook, side);
  const rules = without(node.rules, (chain) => chain.base?.hook === hook && !isAfter(chain));
  const result = ask(walk, node, rules, hook, parcel, at);
  return isFate(result) ? result : record(walk, node, hook, parcel, result.parcel, at, result.evaluation);
}

const isAfterNat =
  (hook: HookName, side: Side) =>
  ({ base }: Chain): boolean =>
    base?.hook === hook && base.type !== 'nat' && base.priority > natPriority[side];

/** Writes the translation into the connection; what is not understood, or finds no address, ends the walk. */
function settle(
  walk: Walk,
  node: Node,
  hook: HookName,
  parcel: Parcel,
  at: At,
  side: Side,
  entry: Entry,
  { nat, packet }: Evaluation,
): Fate | undefined {
  if (side === 'dst') entry.destinationSettled = true;
  else entry.sourceSettled = true;
  if (!nat) return undefined;
  const { text: rule } = nat.at.rule;
  const end = (detail: Text, fate: Fate): Fate =>
    stop(walk, node, parcel, { stage: stageOf(hook), detail, evidence: rule }, fate);
  // Before "not known": a device without an address makes MASQUERADE drop, not guess.
  if (nat.kind === 'masquerade' && nat.address === undefined) {
    const reason = endText('trace.no-masquerade-address', { node: node.name, device: at.oif ?? '' });
    return end(reason, lost('dropped-by-rule', reason));
  }
  if (nat.kind === 'unknown' || !packet || choosesPort(nat, packet, side, walk.ports)) {
    return end(text('trace.hook.unknown', { rule }), unknown(text('trace.unknown.rule', { node: node.name, rule })));
  }
  entry.reply = settledReply(entry.reply, packet, side);
  return undefined;
}

/** A port out of a range: nobody can tell which, unless the client's own port is in it already. */
function choosesPort({ target }: NatOutcome, packet: Packet, side: Side, own: Walk['ports']): boolean {
  const ports = target?.ports;
  if (!ports || ports.from === ports.to) return false;
  if (side === 'dst') return true;
  if (packet.sport !== undefined) return false;
  return !own || own.from < ports.from || own.to > ports.to;
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
  const changes = side && parcel.tracked?.entry && isChanged(parcel, side);
  if (!side || !changes) {
    const result = ask(walk, node, rules, hook, parcel, at);
    return isFate(result) ? result : record(walk, node, hook, parcel, result.parcel, at, result.evaluation);
  }
  const early = ask(walk, node, without(rules, isAfterNat(hook, side)), hook, parcel, at);
  if (isFate(early)) return early;
  if (early.parcel.tracked?.state === 'untracked') return late(walk, node, hook, early.parcel, at, side);
  const after = record(walk, node, hook, parcel, translated(early.parcel, side), at, early.evaluation);
  return at.reroute?.(after) ?? late(walk, node, hook, after, at, side);
}

function isChanged(parcel: Parcel, side: Side): boolean {
  const after = translated(parcel, side);
  const { tuple, about } = parcel;
  return JSON.stringify([tuple, about]) !== JSON.stringify([after.tuple, after.about]);
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
