import { type Text, text } from '../i18n/text.ts';
import { placeOf } from './ending.ts';
import { endText } from './ends.ts';
import type { Node } from './node.ts';
import { messageTo } from './outcome.ts';
import { send } from './send.ts';
import { headerBytes, mostBytes } from './size.ts';
import type { Flow, Hop } from './trace.ts';
import { type Fate, lost, type Parcel, unknown, type Walk } from './walk.ts';

export interface Walked {
  readonly fate: Fate;
  readonly hops: readonly Hop[];
}

/** Of what a router says, the kernel believes no less (`net.ipv4.route.min_pmtu`): below, packets may be cut again. */
const leastBelieved = 552;
/** Links on the way, each smaller than the one before. */
const mostTold = 16;

/** One packet on its way, and the hops that it made. Who is told that it was too long sends shorter ones, if that is possible. */
export function walked(walk: Walk, node: Node, parcel: Parcel): Walked {
  let now = parcel;
  for (let told = 0; told < mostTold; told += 1) {
    const one = onItsWay(walk, node, now);
    const { fate } = one;
    if (fate.kind !== 'rejected' || fate.mtu === undefined) return one;
    const { heard, hops } = messageTo(walk, node.name, one.hops[0]?.packet ?? now.tuple, fate);
    if (heard === 'unknown') return { ...one, fate: unknown(text('trace.unknown.message', { node: fate.node.name })) };
    if (heard === 'no') return { ...one, fate: untold(node, fate, hops.at(-1)) };
    // An echo request is not sent again.
    if (now.segment === undefined) return one;
    now = shorter(now, fate.mtu, now.segment);
  }
  return onItsWay(walk, node, now);
}

function onItsWay(walk: Walk, node: Node, parcel: Parcel): Walked {
  walk.hops = [];
  const fate = send(walk, node, parcel);
  return { fate, hops: walk.hops };
}

/** What the sender makes of "fragmentation needed": __ip_rt_update_pmtu(). */
function shorter({ whole, ...parcel }: Parcel, mtu: number, before: number): Parcel {
  if (mtu < leastBelieved) return { ...parcel, segment: Math.min(before, leastBelieved) };
  return { ...parcel, segment: Math.min(before, mtu), ...(whole ? { whole } : {}) };
}

type Refused = Extract<Fate, { readonly kind: 'rejected' }>;

/** Nobody tells the sender, who sends the same packet again and again: a black hole (RFC 2923). */
function untold({ name: to }: Node, { reason, parcel }: Refused, end: Hop | undefined): Fate {
  const place = end ? `${end.node} ${placeOf(end)}` : 'none';
  const { evidence = 'none' } = end ?? {};
  return lost('too-big', endText('trace.size.untold', { ...reason.values, to, place, evidence, proto: parcel.proto }));
}

/** An echo request, or its answer, of the size that is asked about. */
export const echoOf = ({ size, df }: Flow, parcel: Parcel): Parcel =>
  size === undefined ? parcel : { ...parcel, bytes: size, ...(df ? { whole: true } : {}) };

/** Opens a connection that will carry much. */
export const asked = ({ size }: Flow, parcel: Parcel): Parcel =>
  size === undefined ? parcel : { ...parcel, mss: mostBytes - headerBytes };

/** Bytes that are sent in all, and in one packet at most; absent: a small request or page. */
interface Limit {
  readonly bytes: number;
  readonly segment: number;
}

interface Limits {
  readonly there?: Limit;
  readonly back?: Limit;
}

/** How long packets of a connection may be: `mss`, what each side has heard of the other. Absent: nobody asks. */
export function limitsOf(
  client: Node,
  server: Node,
  { size, page }: Flow,
  mss: { readonly there: Parcel['mss']; readonly back: Parcel['mss'] },
): Limits | { readonly kind: 'unknown'; readonly reason: Text } | undefined {
  if (size === undefined) return undefined;
  for (const { name: node, sysctls } of [client, server]) {
    const [by] = sysctls.unusualMtu ?? [];
    if (by !== undefined) return { kind: 'unknown', reason: text('trace.unknown.size-switch', { node, by }) };
  }
  const { there = 0, back = 0 } = mss;
  if (there === 'unknown' || back === 'unknown')
    return { kind: 'unknown', reason: text('trace.unknown.mss', { node: server.name }) };
  const limit = (one: number): Limit => ({ bytes: size, segment: one + headerBytes });
  return { ...(page ? {} : { there: limit(there) }), back: limit(back) };
}

/** A packet that is as long as both sides let it be. */
export const filledTo = (limit: Limit | undefined, parcel: Parcel): Parcel =>
  limit && parcel.role !== 'ack' ? { ...parcel, ...limit, whole: true } : parcel;
