import { parseAddress } from '../../ipv4.ts';
import type { HookName } from '../model.ts';
import type { Context, CtState, CtStatus, Packet, Routing } from '../packet.ts';
import type { PortRange } from '../ports.ts';

/** What rules can see of a packet at one hook. undefined: we do not know; null: there is none. */
export interface Seen {
  readonly family: 'ip' | 'arp';
  readonly iif: string | null | undefined;
  readonly oif: string | null | undefined;
  readonly physIn: string | null | undefined;
  readonly physOut: string | null | undefined;
  readonly src: number | undefined;
  readonly dst: number | undefined;
  readonly proto: string;
  readonly sport: number | undefined;
  readonly dport: number | undefined;
  readonly ctState: CtState | undefined;
  readonly ctStatus: readonly CtStatus[] | undefined;
  /** Its connection was known before any rule of the hook: conntrack does not look again, and NOTRACK does nothing. */
  readonly attached: boolean;
  /** Flags that are surely on or off. */
  readonly tcpFlags: ReadonlyMap<string, boolean>;
  /** Where ports lie that are undefined. */
  readonly unknownPorts: PortRange;
  readonly localAddresses: ReadonlySet<number> | undefined;
  readonly hook: HookName;
  readonly mark: number | undefined;
  readonly connectionMark: number | undefined;
  readonly connection: Packet['connection'];
  readonly icmp: Packet['icmp'];
  readonly length: PortRange | undefined;
  readonly fragment: boolean;
  /** null: the packet does not tell, or nobody asks. */
  readonly mss: number | null | undefined;
  readonly pathMss: number | undefined;
  readonly routing: Routing | undefined;
  readonly luck: Context['luck'];
}

const withoutIn: ReadonlySet<HookName> = new Set(['output', 'egress']);
const withoutOut: ReadonlySet<HookName> = new Set(['prerouting', 'input', 'ingress']);

function incoming(hook: HookName, packet: Packet): string | null | undefined {
  if (withoutIn.has(hook)) return null;
  // ip_output() gives postrouting the device that a forwarded packet came from; a packet of this machine has none.
  return packet.iif ?? (hook === 'postrouting' ? null : undefined);
}

const classicFlags = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg'];

/** Packets of an open connection carry ACK for sure (RST alone aside); what else, we cannot tell. */
function knownFlags({ proto, ctState, tcpFlags }: Packet): ReadonlyMap<string, boolean> {
  const on = tcpFlags ?? (proto === 'tcp' && ctState === 'new' ? ['syn'] : undefined);
  if (on)
    return new Map([...classicFlags.map((flag) => [flag, false] as const), ...on.map((flag) => [flag, true] as const)]);
  return new Map(ctState === 'established' ? [['ack', true]] : []);
}

const anyPort: PortRange = { from: 0, to: 65_535 };

/** Of each list once: a rule set asks for it at every rule. */
const parsed = new WeakMap<readonly string[], ReadonlySet<number>>();
function localSet(addresses: readonly string[]): ReadonlySet<number> {
  const set = parsed.get(addresses) ?? new Set(addresses.map(parseAddress).filter((one) => one !== undefined));
  parsed.set(addresses, set);
  return set;
}

export function seenAt(hook: HookName, packet: Packet, context: Context): Seen {
  return {
    family: packet.family ?? 'ip',
    iif: incoming(hook, packet),
    oif: withoutOut.has(hook) ? null : packet.oif,
    physIn: packet.physIn,
    physOut: packet.physOut,
    src: parseAddress(packet.src),
    dst: parseAddress(packet.dst),
    proto: packet.proto,
    sport: packet.sport,
    dport: packet.dport,
    ctState: packet.ctState,
    ctStatus: packet.ctStatus,
    attached: packet.attached === true || (packet.iif === 'lo' && packet.ctState !== 'invalid'),
    tcpFlags: knownFlags(packet),
    unknownPorts: context.unknownPorts ?? anyPort,
    localAddresses: context.localAddresses && localSet(context.localAddresses),
    hook,
    mark: packet.mark,
    connectionMark: packet.connectionMark,
    connection: packet.connection,
    icmp: packet.icmp,
    length: packet.length,
    fragment: packet.fragment === true,
    mss: packet.mss === 'unknown' ? undefined : (packet.mss ?? null),
    pathMss: context.pathMss,
    routing: context.routing,
    luck: context.luck,
  };
}
