import type { FetchOutcome, Listener } from '../facts/index.ts';
import { type Text, text } from '../i18n/text.ts';
import { mirror, sameTuple } from './conntrack.ts';
import { endText } from './ends.ts';
import type { Node } from './node.ts';
import { notifiedTo } from './outcome.ts';
import { asked, echoOf, filledTo, limitsOf, walked } from './sized.ts';
import type { Disposition, Expected, Flow, Hop, Trace, Tuple } from './trace.ts';
import { type Fate, hop, type Parcel, type Role, type Walk } from './walk.ts';

type Arrived = Extract<Fate, { readonly kind: 'arrived' }>;
type Ended = Exclude<Fate, { readonly kind: 'arrived' }>;
type Story = Omit<Trace, 'flow'>;

/** The whole conversation: the first packet, its answer, and for TCP what follows. */
export function converse(walk: Walk, client: Node, flow: Flow): Story {
  const opening: Role = flow.proto === 'tcp' ? 'syn' : 'echo';
  const wanted: Tuple = { src: '', dst: flow.to, ...(flow.port === undefined ? {} : { dport: flow.port }) };
  const first: Parcel = { role: opening, proto: flow.proto, tuple: wanted };
  const { fate, hops } = walked(walk, client, flow.proto === 'tcp' ? asked(flow, first) : echoOf(flow, first));
  // The source is chosen on the way: the first hop has it.
  const socket = hops[0]?.packet ?? wanted;
  if (fate.kind !== 'arrived') return ended(walk, client.name, socket, fate, hops);
  const who: Served = { flow, expected: { server: fate.node.name, client: fate.parcel.tuple.src }, socket, hops };
  return flow.proto === 'icmp' ? echo(walk, client, fate, who) : handshake(walk, client, fate, who);
}

interface Served {
  readonly flow: Flow;
  readonly expected: Omit<Expected, 'outcome'>;
  /** The client's end of the connection, as the client sees it. */
  readonly socket: Tuple;
  readonly hops: readonly Hop[];
}

const story = (
  disposition: Disposition,
  reason: Text,
  hops: readonly Hop[],
  outcome: Expected['outcome'],
  more: Partial<Expected> & Pick<Partial<Story>, 'reply'> = {},
): Story => {
  const { reply, ...expected } = more;
  return { disposition, reason, hops, ...(reply ? { reply } : {}), expected: { outcome, ...expected } };
};

const notEnough = (reason: Text, hops: readonly Hop[], reply?: readonly Hop[]): Story =>
  story('not-enough-information', reason, hops, 'unknown', reply ? { reply } : {});

/** The first packet did not arrive. */
function ended(walk: Walk, client: string, socket: Tuple, fate: Ended, hops: readonly Hop[]): Story {
  switch (fate.kind) {
    case 'unknown':
      return notEnough(fate.reason, hops);
    case 'lost':
      return story(fate.disposition, fate.reason, hops, 'timeout');
    case 'not-sent':
      return story(fate.disposition, fate.reason, hops, fate.outcome);
    case 'rejected': {
      const outcome = notifiedTo(walk, client, socket, fate, false);
      if (outcome === 'unknown') return notEnough(text('trace.unknown.message', { node: fate.node.name }), hops);
      return story(fate.disposition, fate.reason, hops, outcome);
    }
  }
}

function echo(walk: Walk, client: Node, { node, parcel }: Arrived, who: Served): Story {
  if (node.sysctls.ignoresEcho) {
    return story('reply-lost', endText('trace.echo.ignored', { node: node.name }), who.hops, 'timeout', { reply: [] });
  }
  const { df: _, ...cuttable } = who.flow;
  const back = walked(walk, node, echoOf(cuttable, { ...answerTo(parcel), role: 'echo-reply' }));
  return returned(walk, client, back, who, (reply) => {
    const reason = text('trace.delivered.echo', { node: node.name, client: who.expected.client ?? '' });
    return story('delivered', reason, who.hops, 'answered', { ...who.expected, reply });
  });
}

const answerTo = ({ proto, tuple }: Parcel): Omit<Parcel, 'role'> => ({ proto, tuple: mirror(tuple) });

/** A socket that takes a connection to this address and port; `*` is every address. */
function listens({ address, port }: Listener, { dst, dport }: Tuple): boolean {
  return port === dport && (address === dst || address === '0.0.0.0' || address === '*');
}

/** Where that port is listened to instead, in words; `none`: nowhere. */
function nearListeners(listeners: readonly Listener[], port: number): string {
  const near = new Set(listeners.filter((one) => one.port === port).map(({ address }) => `${address}:${port}`));
  return near.size === 0 ? 'none' : [...near].slice(0, 3).join(', ');
}

function handshake(walk: Walk, client: Node, arrived: Arrived, who: Served): Story {
  const { node, device, parcel } = arrived;
  if (!node.listeners) return notEnough(text('trace.unknown.listeners', { node: node.name }), who.hops);
  const { dst, dport = 0 } = parcel.tuple;
  const listener = node.listeners.find((one) => listens(one, parcel.tuple));
  const values = { node: node.name, address: dst, port: dport, program: listener?.program ?? '?' };
  const detail = listener
    ? text('trace.listener.found', values)
    : endText('trace.listener.none', { ...values, near: nearListeners(node.listeners, dport) });
  walk.hops = [...who.hops];
  hop(walk, node, parcel, { device, stage: { kind: 'listener' }, decision: listener ? 'pass' : 'stop', detail });
  const hops = walk.hops;
  if (listener?.program === 'docker-proxy') return notEnough(text('trace.unknown.proxy', values), hops);
  const served = { ...who, hops };
  if (!listener) {
    const back = walked(walk, node, { ...answerTo(parcel), role: 'rst' });
    return returned(walk, client, back, served, (reply) => story('refused', detail, hops, 'refused', { reply }));
  }
  const back = walked(walk, node, asked(who.flow, { ...answerTo(parcel), role: 'syn-ack' }));
  const first = returned(walk, client, back, served, (reply, seen) =>
    exchange(walk, client, arrived, served, reply, seen.mss),
  );
  const isLost = walk.redirects === undefined && (back.fate.kind === 'lost' || back.fate.kind === 'rejected');
  return isLost ? (again(walk, client, served) ?? first) : first;
}

/**
 * Without an answer the client sends its first packet once more. Whoever tracks connections and has seen the lost answer
 * takes it for one of an open connection now, and rules may treat it otherwise; absent: it arrives as the first one did.
 */
function again(walk: Walk, client: Node, { socket }: Served): Story | undefined {
  const { fate, hops } = walked(walk, client, { role: 'syn', proto: 'tcp', tuple: socket });
  if (fate.kind !== 'rejected' && fate.kind !== 'unknown') return undefined;
  const { disposition, expected, reason } = ended(walk, client.name, socket, fate, hops);
  if (expected.outcome === 'timeout') return undefined;
  return { disposition, reason: text('trace.again', { reason }), hops, expected };
}

const isFor = (client: Node, socket: Tuple, { node, parcel }: Arrived): boolean =>
  node.name === client.name && sameTuple(parcel.tuple, mirror(socket));

/** The answer comes back, or not: to the right node, and from whom it asked. */
function returned(
  walk: Walk,
  client: Node,
  { fate, hops: reply }: { readonly fate: Fate; readonly hops: readonly Hop[] },
  { socket, hops }: Served,
  next: (reply: readonly Hop[], seen: Parcel) => Story,
): Story {
  if (fate.kind === 'unknown') return notEnough(fate.reason, hops, reply);
  // Without an answer it is sent once more, by the way that was told meanwhile.
  if (fate.kind !== 'arrived' && walk.redirects !== undefined)
    return notEnough(text('trace.unknown.redirect', { node: walk.redirects }), hops, reply);
  if (fate.kind !== 'arrived') return story('reply-lost', fate.reason, hops, 'timeout', { reply });
  const { tuple } = fate.parcel;
  if (isFor(client, socket, fate)) return next(reply, fate.parcel);
  walk.hops = [...reply];
  const values = { node: fate.node.name, client: client.name, src: tuple.src, expected: socket.dst };
  const detail = endText(fate.node.name === client.name ? 'trace.reply.stranger' : 'trace.reply.elsewhere', values);
  hop(walk, fate.node, fate.parcel, { device: fate.device, stage: { kind: 'local' }, decision: 'stop', detail });
  return story('reply-lost', detail, hops, 'timeout', { reply: walk.hops });
}

/** The connection is open for the client; rules may still treat later packets differently. */
function exchange(
  walk: Walk,
  client: Node,
  arrived: Arrived,
  who: Served,
  reply: readonly Hop[],
  mss: Parcel['mss'],
): Story {
  const { node, parcel } = arrived;
  const limits = limitsOf(client, node, who.flow, { there: mss, back: parcel.mss });
  if (limits && 'kind' in limits) return notEnough(limits.reason, who.hops, reply);
  const outward = { proto: parcel.proto, tuple: who.socket } as const;
  for (const role of ['ack', 'data'] as const) {
    const { fate, hops } = walked(walk, client, filledTo(limits?.there, { ...outward, role }));
    if (fate.kind === 'unknown') return notEnough(fate.reason, hops);
    if (fate.kind !== 'arrived') return later(walk, client, who, role, fate, hops);
    if (fate.node.name !== node.name || !sameTuple(fate.parcel.tuple, parcel.tuple)) {
      return notEnough(text('trace.unknown.later', { node: fate.node.name }), hops);
    }
  }
  const back = walked(walk, node, filledTo(limits?.back, { ...answerTo(parcel), role: 'answer' }));
  // Who gets a packet of a connection that it does not know answers with a RST, and that has a way of its own.
  if (back.fate.kind === 'arrived' && !isFor(client, who.socket, back.fate)) {
    return notEnough(text('trace.unknown.later', { node: back.fate.node.name }), who.hops, back.hops);
  }
  return returned(walk, client, back, who, () => {
    const { server = '', client: seen = '' } = who.expected;
    const reason = text(limits ? 'trace.delivered.large' : 'trace.delivered', {
      server,
      client: seen,
      address: parcel.tuple.dst,
      port: parcel.tuple.dport ?? 0,
      size: who.flow.size ?? 0,
    });
    return story('delivered', reason, who.hops, 'answered', { ...who.expected, reply });
  });
}

/**
 * A later packet of the client ends where the first one passed. An ICMP error about the very first of them comes back while
 * connect() is about to return: SO_ERROR tells of it (sk_err_soft) if it is there in time.
 */
function later(walk: Walk, client: Node, who: Served, role: Role, fate: Ended, hops: readonly Hop[]): Story {
  if (role === 'ack' && fate.kind === 'rejected' && fate.message !== 'tcp-reset') {
    const notified = notifiedTo(walk, client.name, who.socket, fate, false);
    if (notified !== 'timeout') return notEnough(text('trace.unknown.race', { node: fate.node.name }), hops);
  }
  const reason = text('trace.later', { reason: fate.reason });
  const disposition = fate.kind === 'unknown' ? 'not-enough-information' : fate.disposition;
  const outcome: FetchOutcome | 'unknown' =
    fate.kind === 'rejected' ? notifiedTo(walk, client.name, who.socket, fate, true) : 'timeout';
  return outcome === 'unknown' ? notEnough(reason, hops) : story(disposition, reason, hops, outcome);
}
