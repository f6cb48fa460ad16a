import type { FetchOutcome } from '../facts/index.ts';
import { mirror, sameTuple } from './conntrack.ts';
import { endText } from './ends.ts';
import { lookup } from './fib.ts';
import { send, sendFrame } from './send.ts';
import type { Hop, Tuple } from './trace.ts';
import { type Fate, lost, type Parcel, type Walk } from './walk.ts';

/** What the socket of a connection that is being opened makes of an ICMP error: icmp_err_convert[] of the kernel, in the classes of a fetch. */
const classes: { readonly [message: string]: FetchOutcome } = {
  'tcp-reset': 'refused',
  'icmp-port-unreachable': 'refused',
  'icmp-net-unreachable': 'unreachable',
  'icmp-net-prohibited': 'unreachable',
  'icmp-host-unreachable': 'no-route',
  'icmp-host-prohibited': 'no-route',
  'icmp-admin-prohibited': 'no-route',
  'icmp-time-exceeded': 'no-route',
  // ENOPROTOOPT
  'icmp-proto-unreachable': 'other',
  'icmp-fragmentation-needed': 'other',
};

/** Type and code on the wire (RFC 792, RFC 1812). */
const numbers: { readonly [message: string]: NonNullable<Parcel['icmp']> } = {
  'icmp-net-unreachable': { type: 3, code: 0 },
  'icmp-host-unreachable': { type: 3, code: 1 },
  'icmp-proto-unreachable': { type: 3, code: 2 },
  'icmp-port-unreachable': { type: 3, code: 3 },
  'icmp-fragmentation-needed': { type: 3, code: 4 },
  'icmp-net-prohibited': { type: 3, code: 9 },
  'icmp-host-prohibited': { type: 3, code: 10 },
  'icmp-admin-prohibited': { type: 3, code: 13 },
  'icmp-time-exceeded': { type: 11, code: 0 },
};

/** Names that iptables takes for the same. */
const aliases: { readonly [message: string]: string } = {
  'net-unreach': 'icmp-net-unreachable',
  'host-unreach': 'icmp-host-unreachable',
  'port-unreach': 'icmp-port-unreachable',
  'proto-unreach': 'icmp-proto-unreachable',
  'net-prohib': 'icmp-net-prohibited',
  'host-prohib': 'icmp-host-prohibited',
  'admin-prohib': 'icmp-admin-prohibited',
  'tcp-rst': 'tcp-reset',
};

type Rejected = Extract<Fate, { readonly kind: 'rejected' }>;

/** What the client of `socket` learns when its packet was refused on the way: the message has a way of its own. */
export function notifiedTo(
  walk: Walk,
  client: string,
  socket: Tuple,
  end: Rejected,
  isOpen: boolean,
): FetchOutcome | 'unknown' {
  const message = aliases[end.message] ?? end.message;
  const outcome = classes[message];
  if (outcome === undefined) return 'unknown';
  const { heard } = messageTo(walk, client, socket, end);
  if (heard === 'unknown') return 'unknown';
  if (heard === 'no') return 'timeout';
  const isReset = message === 'tcp-reset';
  // An open connection takes an ICMP error for a passing trouble, and waits.
  if (isOpen) return isReset ? 'reset' : 'timeout';
  return outcome;
}

/** Whether the message about a packet comes to the socket that sent it, and the message's own way. */
export function messageTo(
  walk: Walk,
  client: string,
  socket: Tuple,
  end: Rejected,
): { readonly heard: 'yes' | 'no' | 'unknown'; readonly hops: readonly Hop[] } {
  const message = aliases[end.message] ?? end.message;
  const isReset = message === 'tcp-reset';
  const kept = walk.hops;
  walk.hops = [];
  const fate = isReset ? reset(walk, end) : send(walk, end.node, errorFor(end, message));
  const { hops } = walk;
  walk.hops = kept;
  if (fate.kind === 'unknown') return { heard: 'unknown', hops };
  if (fate.kind !== 'arrived' || fate.node.name !== client) return { heard: 'no', hops };
  const { tuple, about } = fate.parcel;
  const isMine = isReset ? sameTuple(tuple, mirror(socket)) : about !== undefined && sameTuple(about, socket);
  return { heard: isMine ? 'yes' : 'no', hops };
}

function reset(walk: Walk, { node, parcel, bridged }: Rejected): Fate {
  const {
    mark: _,
    bytes: _b,
    pieces: _p,
    whole: _w,
    segment: _s,
    several: _v,
    mss: _m,
    atMost: _a,
    ...unmarked
  } = parcel;
  const answer: Parcel = { ...unmarked, role: 'rst', tuple: mirror(parcel.tuple), ...tracked(parcel) };
  if (!bridged) return send(walk, node, answer);
  // Not by that route, but not without one (nf_send_reset asks ip_route_me_harder first).
  const found = lookup(node, { dst: answer.tuple.dst, src: answer.tuple.src });
  if (found.kind === 'unknown') return found;
  if (found.kind !== 'route')
    return lost('no-route', endText('trace.no-route.send', { node: node.name, dst: answer.tuple.dst }));
  return sendFrame(walk, node, bridged.port, bridged.mac, answer);
}

function errorFor({ parcel }: Rejected, message: string): Parcel {
  const { src } = parcel.tuple;
  const icmp = numbers[message];
  const own = { role: 'error', proto: 'icmp', tuple: { src: '', dst: src }, about: parcel.tuple } as const;
  return { ...own, ...(icmp ? { icmp } : {}), ...tracked(parcel) };
}

/** The answer belongs to the same connection, the other way (nf_conntrack_attach). */
function tracked({ tracked: now }: Parcel): Pick<Parcel, 'tracked'> {
  if (!now?.entry) return {};
  const direction = now.direction === 'original' ? 'reply' : 'original';
  return { tracked: { entry: now.entry, direction, state: 'related', attached: true } };
}
