import type { HookFamily, HookName, Packet, Question } from '../netfilter/index.ts';
import { isTracking, statusOf } from './conntrack.ts';
import { lookup, selectAddress } from './fib.ts';
import { deviceOf, localAddresses, type Node } from './node.ts';
import { routingOf } from './routing.ts';
import { headerBytes, routeMtu } from './size.ts';
import { type BridgedFrom, type Fate, opens, type Parcel, type Walk } from './walk.ts';

/** Devices at a hook, as netfilter sees them. */
export interface At {
  readonly iif?: string;
  readonly oif?: string;
  /** Ports of the bridge that the packet came in by and leaves by. */
  readonly physIn?: string;
  readonly physOut?: string;
  /** Where it goes next on `oif`: masquerading takes the address that fits. */
  readonly nextHop?: string;
  /** Bytes that a packet may have there. */
  readonly mtu?: number;
  readonly bridged?: BridgedFrom;
  /** Of output: a new destination, or a new mark, is routed anew at once, before later chains; where it ends there. */
  readonly reroute?: (parcel: Parcel) => Fate | undefined;
}

const flags: { readonly [role in Parcel['role']]?: readonly string[] } = {
  syn: ['syn'],
  'syn-ack': ['syn', 'ack'],
  ack: ['ack'],
  data: ['psh', 'ack'],
  rst: ['rst', 'ack'],
};

const echoes: { readonly [role in Parcel['role']]?: NonNullable<Packet['icmp']> } = {
  echo: { type: 8, code: 0 },
  'echo-reply': { type: 0, code: 0 },
};

/** Bytes: headers of IP and TCP, the latter with as many options as there may be, and what is in it. */
const bare = { from: 40, to: 80 } as const;
const filled = { from: 41, to: 65_535 } as const;
const ofIcmp = { from: 28, to: 65_535 } as const;
/** Headers of IP, UDP, VXLAN and Ethernet, and the least packet in it. */
const ofTunnel = { from: 78, to: 65_535 } as const;
const lengths: { readonly [role in Parcel['role']]: NonNullable<Packet['length']> } = {
  ...{ syn: bare, 'syn-ack': bare, ack: bare, rst: bare, data: filled, answer: filled },
  ...{ echo: ofIcmp, 'echo-reply': ofIcmp, error: ofIcmp, tunnel: ofTunnel },
};

/** A packet that was cut, where nobody has put it together again. */
const inPieces = ({ pieces = 0 }: Parcel): Partial<Packet> => ({
  ...{ fragment: true, length: { from: headerBytes / 2, to: pieces } },
});

function wholeOf({ role, bytes, several, icmp = echoes[role] }: Parcel): Partial<Packet> {
  const length = bytes === undefined || several ? lengths[role] : { from: bytes, to: bytes };
  return { ...(icmp ? { icmp } : {}), length };
}

function packetOf(parcel: Parcel, at: At, isCut: boolean): Packet {
  const { tuple, proto, role, tracked, mss } = parcel;
  const tcpFlags = flags[role];
  const { entry, direction = 'original' } = tracked ?? {};
  return {
    ...(at.iif === undefined ? {} : { iif: at.iif }),
    ...(at.oif === undefined ? {} : { oif: at.oif }),
    physIn: at.physIn ?? null,
    physOut: at.physOut ?? null,
    ...tuple,
    ...wholeOf(parcel),
    ...(isCut ? inPieces(parcel) : {}),
    proto: role === 'error' ? 'icmp' : proto,
    ctState: tracked?.state ?? (opens(role) ? 'new' : 'established'),
    ctStatus: tracked ? statusOf(tracked) : [],
    ...(tracked?.attached ? { attached: true } : {}),
    ...(tcpFlags ? { tcpFlags } : {}),
    ...(mss === undefined ? {} : { mss }),
    ...(parcel.mark === 'unknown' ? {} : { mark: parcel.mark ?? 0 }),
    ...(entry?.mark === 'unknown' ? {} : { connectionMark: entry?.mark ?? 0 }),
    ...(entry ? { connection: { direction, original: entry.original, reply: entry.reply } } : {}),
  };
}

/** A packet at a hook, as rules are asked about it. */
export function questionOf(
  walk: Walk,
  node: Node,
  hook: HookName,
  parcel: Parcel,
  at: At,
  family: HookFamily,
): Question {
  const out = at.oif === undefined ? undefined : selectAddress(node, at.oif, at.nextHop ?? parcel.tuple.dst);
  const first = at.iif === undefined ? undefined : deviceOf(node, at.iif)?.addresses[0]?.local;
  const primaryAddresses = {
    ...(at.iif === undefined || first === undefined ? {} : { [at.iif]: first }),
    ...(at.oif === undefined || out === undefined ? {} : { [at.oif]: out }),
  };
  const isCut = parcel.pieces !== undefined && !(family === 'ip' && isTracking(node.rules));
  const path = parcel.mss === undefined ? {} : pathMss(node, parcel, at);
  const unknownPorts = walk.ports ? { unknownPorts: walk.ports } : {};
  const routing = routingOf(node);
  const context = {
    localAddresses: localAddresses(node),
    primaryAddresses,
    routing,
    luck: walk.luck,
    ...unknownPorts,
    ...path,
  };
  return { hook, packet: packetOf(parcel, at, isCut), context, family };
}

/** What fits by where it leaves, and by where its answer would (tcpmss_reverse_mtu). */
function pathMss(node: Node, { tuple }: Parcel, { oif, mtu }: At): { readonly pathMss?: number } {
  if (oif === undefined) return {};
  const back = lookup(node, { dst: tuple.src });
  if (back.kind === 'unknown') return {};
  const out = mtu ?? routeMtu(node, { dev: oif });
  const both = back.kind === 'route' ? Math.min(out, routeMtu(node, back.route)) : out;
  return { pathMss: both - headerBytes };
}
