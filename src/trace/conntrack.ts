import type { CtStatus, Effect, Match, Rule, Ruleset, Target } from '../netfilter/index.ts';
import type { Entry } from './entry.ts';
import type { Node } from './node.ts';
import type { Tuple } from './trace.ts';
import { opens, type Parcel, type Tracked, type Walk } from './walk.ts';

export const mirror = ({ src, dst, sport, dport }: Tuple): Tuple => ({
  src: dst,
  dst: src,
  ...(dport === undefined ? {} : { sport: dport }),
  ...(sport === undefined ? {} : { dport: sport }),
});

/** A port that nobody knows (the client's own choice) equals itself: there is one connection only. */
export const sameTuple = (one: Tuple, other: Tuple): boolean =>
  one.src === other.src && one.dst === other.dst && one.sport === other.sport && one.dport === other.dport;

function asksConntrack(match: Match): boolean {
  if (match.kind === 'any') return match.of.some((list) => list.some(asksConntrack));
  if (match.kind === 'mark') return match.of === 'connection';
  return ['ct-state', 'ct-status', 'connection', 'direction'].includes(match.kind);
}

function translates(target: Target | undefined): boolean {
  if (target === undefined) return false;
  if (target.kind === 'vmap') return target.cases.some((one) => one.when.some(asksConntrack) || translates(one.target));
  return ['dnat', 'snat', 'masquerade', 'redirect'].includes(target.kind);
}

const marksConnections = ({ marks }: Effect): boolean =>
  marks !== undefined && (marks.of === 'connection' || (marks.value?.connection ?? 0) !== 0);

const needsConntrack = ({ matches, effects, target }: Rule): boolean =>
  matches.some(asksConntrack) || effects.some(marksConnections) || translates(target);

/** A namespace tracks connections only when a rule asks for it: translation, marks of connections, or a match on state (docs/handbook.md#f30). */
export function isTracking({ chains }: Ruleset): boolean {
  const families = new Set(['ip', 'inet']);
  return chains.some(({ family, rules }) => families.has(family) && rules.some(needsConntrack));
}

/** What connection tracking says when the packet comes in, or is made. */
export function track(walk: Walk, node: Node, parcel: Parcel): Tracked {
  const entries = walk.connections.get(node.name) ?? [];
  if (parcel.role === 'error') return related(entries, parcel);
  const { tuple } = parcel;
  const reply = entries.find((one) => sameTuple(one.reply, tuple));
  const isFirst = opens(parcel.role);
  const original = entries.find((one) => sameTuple(one.original, tuple));
  for (const entry of [original, reply]) if (entry?.seenReply && goesOn.has(parcel.role)) entry.assured = true;
  if (original && (isFirst || original.seenReply || original.pickedUp)) {
    return { entry: original, direction: 'original', state: original.seenReply ? 'established' : 'new' };
  }
  if (reply && !isFirst) {
    reply.seenReply = true;
    return { entry: reply, direction: 'reply', state: 'established' };
  }
  const picksUp = !original && goesOn.has(parcel.role);
  if (!isFirst && !picksUp) return { direction: 'original', state: 'invalid' };
  const entry = newEntry(tuple, picksUp);
  walk.connections.set(node.name, [...entries, entry]);
  return { entry, direction: 'original', state: 'new' };
}

/** Packets of an open connection. Conntrack takes them for the first one when it knows of none: tcp_conntracks[] for sNO. */
const goesOn: ReadonlySet<Parcel['role']> = new Set(['ack', 'data', 'answer'] as const);

function newEntry(original: Tuple, picksUp: boolean): Entry {
  const unsettled = { destinationSettled: false, sourceSettled: false, seenReply: false, assured: false, mark: 0 };
  return { original, reply: mirror(original), ...unsettled, pickedUp: picksUp };
}

/** NOTRACK: the connection that the packet would have begun does not come to be. */
export function untrack(walk: Walk, node: Node, { entry }: Tracked): Tracked {
  const entries = walk.connections.get(node.name) ?? [];
  if (entry && !entry.destinationSettled && !entry.seenReply) {
    walk.connections.set(
      node.name,
      entries.filter((one) => one !== entry),
    );
  }
  return { direction: 'original', state: 'untracked' };
}

/** An ICMP error belongs to the connection of the packet that it is about. */
function related(entries: readonly Entry[], { about }: Parcel): Tracked {
  const about_ = about && mirror(about);
  const reply = entries.find((one) => about_ && sameTuple(one.reply, about_));
  if (reply) return { entry: reply, direction: 'reply', state: 'related' };
  const original = entries.find((one) => about_ && sameTuple(one.original, about_));
  if (original) return { entry: original, direction: 'original', state: 'related' };
  return { direction: 'original', state: 'invalid' };
}

/** What rules can ask of the connection's status. */
export function statusOf({ entry, state }: Tracked): readonly CtStatus[] {
  if (!entry) return [];
  const plain = mirror(entry.original);
  const { reply } = entry;
  return [
    ...(reply.src === plain.src && reply.sport === plain.sport ? [] : ['dnat' as const]),
    ...(reply.dst === plain.dst && reply.dport === plain.dport ? [] : ['snat' as const]),
    ...(entry.seenReply ? ['seen-reply' as const] : []),
    ...(entry.assured ? ['assured' as const] : []),
    ...(state === 'new' ? [] : ['confirmed' as const]),
  ];
}

/** The packet with one side as the other direction of its connection wants it: how every translation is repeated and undone. */
export function translated(parcel: Parcel, side: 'src' | 'dst'): Parcel {
  const { tracked } = parcel;
  if (!tracked?.entry) return parcel;
  const { original, reply } = tracked.entry;
  const wanted = mirror(tracked.direction === 'original' ? reply : original);
  if (parcel.role === 'error') return translatedError(parcel, wanted, side);
  const { tuple } = parcel;
  const [address, port] = side === 'src' ? [wanted.src, wanted.sport] : [wanted.dst, wanted.dport];
  const { [side === 'src' ? 'sport' : 'dport']: _, ...rest } = tuple;
  const portOf = port === undefined ? {} : side === 'src' ? { sport: port } : { dport: port };
  return { ...parcel, tuple: { ...rest, [side]: address, ...portOf } };
}

/** Outside, an error carries the address of whoever reports it; that changes only where the connection itself is translated. */
function translatedError(parcel: Parcel, wanted: Tuple, side: 'src' | 'dst'): Parcel {
  const { entry, direction } = parcel.tracked as Required<Tracked>;
  const [own, other] = direction === 'original' ? [entry.original, entry.reply] : [entry.reply, entry.original];
  const isTranslated = own[side] !== mirror(other)[side];
  const tuple = isTranslated ? { ...parcel.tuple, [side]: wanted[side] } : parcel.tuple;
  return { ...parcel, tuple, about: mirror(wanted) };
}
