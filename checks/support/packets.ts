import type { Context, Packet } from '../../src/netfilter/index.ts';
import { cableOf } from './cable.ts';
import { anyAddress, otherOf, type Who, type World } from './world.ts';

/** Any port that a client may get (net.ipv4.ip_local_port_range). */
const clientPort = 40_000;

/** A packet at a hook of the host, with the words that rules and messages use for its way. */
export interface Passing {
  readonly packet: Packet;
  /** Interfaces as iptables sees them. */
  readonly from: string;
  readonly to: string;
  /** The address of the machine that is called; for messages. */
  readonly address: string;
  /** It answers a request that went the other way. */
  readonly reply: boolean;
}

/** Addresses of the host, for `addrtype LOCAL`; undefined when the interfaces are not known. */
export function contextOf(world: World): Context {
  const list = world['interfaces.host'];
  if (!list) return {};
  const context = contexts.get(list) ?? {
    localAddresses: list.flatMap((one) => one.addresses.map(({ local }) => local)).filter((a) => !a.includes(':')),
  };
  contexts.set(list, context);
  return context;
}

/** Of each look once: suspects ask for it at every rule. */
const contexts = new WeakMap<object, Context>();

const portOf = (world: World, who: Who): string | undefined =>
  world['interfaces.host'] && cableOf(world, who)?.end.name;

function ports(world: World, from: Who | undefined, to: Who | undefined): Pick<Packet, 'physIn' | 'physOut'> {
  const physIn = from ? portOf(world, from) : null;
  const physOut = to ? portOf(world, to) : null;
  return { ...(physIn === undefined ? {} : { physIn }), ...(physOut === undefined ? {} : { physOut }) };
}

const tcp = { family: 'ip', proto: 'tcp', ctStatus: [] } as const;

/** From one container to the other, over the switch. */
export function bridged(world: World, who: Who): Passing {
  const { bridge } = world.params;
  const other = otherOf(who);
  const packet: Packet = {
    ...tcp,
    iif: bridge,
    oif: bridge,
    src: world.params[who].address,
    dst: world.params[other].address,
    sport: clientPort,
    dport: 80,
    ctState: 'new',
    ...ports(world, who, other),
  };
  return { packet, from: bridge, to: bridge, address: packet.dst, reply: false };
}

/** From a container to the outside machine, as it leaves FORWARD: still with its own source. */
export function outgoing(world: World, who: Who): Passing {
  const { bridge, uplink, outsideAddress, drawn } = world.params;
  const packet: Packet = {
    ...tcp,
    iif: bridge,
    oif: uplink,
    src: world.params[who].address,
    dst: outsideAddress,
    sport: clientPort,
    dport: drawn?.port ?? 80,
    ctState: 'new',
    ...ports(world, who, undefined),
  };
  return { packet, from: bridge, to: uplink, address: outsideAddress, reply: false };
}

/** A port of no service that the course asks. */
const anyPort = 4242;

/** The same to a machine, and to services, of which the course says nothing: for them no rule was made specially. */
export function outgoingAnywhere(world: World, who: Who): readonly Passing[] {
  const way = outgoing(world, who);
  const anywhere = { ...way, address: anyAddress };
  const packet = { ...way.packet, dst: anyAddress, dport: anyPort };
  return [
    { ...anywhere, packet },
    { ...anywhere, packet: { ...packet, proto: 'udp' } },
  ];
}

/** The same by another protocol: a ping, a question to a name server. */
export function outgoingBy(world: World, who: Who, proto: 'icmp' | 'udp'): Passing {
  const way = outgoing(world, who);
  const { sport, dport: _dport, ...packet } = way.packet;
  if (proto === 'icmp') return { ...way, packet: { ...packet, proto } };
  const dport = world.params.drawn?.port ?? 53;
  return { ...way, packet: { ...packet, proto, dport, ...(sport === undefined ? {} : { sport }) } };
}

/** The outside machine's first packet to the published port, once its destination is c1. */
export function incoming(world: World): Passing {
  const { bridge, uplink, outsideAddress, c1 } = world.params;
  const packet: Packet = {
    ...tcp,
    iif: uplink,
    oif: bridge,
    src: outsideAddress,
    dst: c1.address,
    sport: clientPort,
    dport: 80,
    ctState: 'new',
    ctStatus: ['dnat'],
    ...ports(world, undefined, 'c1'),
  };
  return { packet, from: uplink, to: bridge, address: c1.address, reply: false };
}

/** The answer to a packet: ends swapped, connection established. */
export function answerTo({ packet, from, to, address }: Passing): Passing {
  const { iif, oif, physIn, physOut, ...rest } = packet;
  const swapped: Packet = {
    ...rest,
    ...(oif === undefined ? {} : { iif: oif }),
    ...(iif === undefined ? {} : { oif: iif }),
    ...(physOut === undefined ? {} : { physIn: physOut }),
    ...(physIn === undefined ? {} : { physOut: physIn }),
    src: packet.dst,
    dst: packet.src,
    ...(packet.dport === undefined ? {} : { sport: packet.dport }),
    ...(packet.sport === undefined ? {} : { dport: packet.sport }),
    ctState: 'established',
    ctStatus: [...(packet.ctStatus ?? []), 'seen-reply', 'confirmed'],
  };
  return { packet: swapped, from: to, to: from, address, reply: true };
}

/** Who may call the published port; `anyone`: a machine that is not the lab's `outside`, for whom no rule was made specially. */
export type Caller = 'outside' | 'anyone' | 'host' | Who;

const callers = ({
  params: p,
}: World): { readonly [caller in Caller]: { readonly from: string; readonly src: string } } => ({
  outside: { from: p.uplink, src: p.outsideAddress },
  anyone: { from: p.uplink, src: anyAddress },
  host: { from: 'lo', src: p.hostAddress },
  c1: { from: p.bridge, src: p.c1.address },
  c2: { from: p.bridge, src: p.c2.address },
});

/** A call of the published port, before any translation; `source` is where it comes from. */
export function published(world: World, source: Caller, dst?: string): Passing {
  const { hostAddress, port } = world.params;
  const { from, src } = callers(world)[source];
  const packet: Packet = {
    ...tcp,
    ...(source === 'host' ? { oif: 'lo' } : { iif: from }),
    src,
    dst: dst ?? hostAddress,
    sport: clientPort,
    dport: port,
    ctState: 'new',
    ...ports(world, source === 'c1' || source === 'c2' ? source : undefined, undefined),
  };
  return { packet, from, to: 'lo', address: packet.dst, reply: false };
}

/** A container's call of the published port after DNAT: it turns back into the switch, towards c1. */
export function hairpinned(world: World, who: Who): Passing {
  const { bridge, c1 } = world.params;
  const packet: Packet = {
    ...tcp,
    iif: bridge,
    oif: bridge,
    src: world.params[who].address,
    dst: c1.address,
    sport: clientPort,
    dport: 80,
    ctState: 'new',
    ctStatus: ['dnat'],
    ...ports(world, who, 'c1'),
  };
  return { packet, from: bridge, to: bridge, address: c1.address, reply: false };
}

/** The host's own call of a container; at OUTPUT and, answered, at INPUT. */
export function toContainer(world: World, who: Who): Passing {
  const { bridge, gateway } = world.params;
  const { address } = world.params[who];
  const packet: Packet = {
    ...tcp,
    oif: bridge,
    src: gateway,
    dst: address,
    sport: clientPort,
    dport: 80,
    ctState: 'new',
    ...ports(world, undefined, who),
  };
  return { packet, from: 'host', to: bridge, address, reply: false };
}

/** A container's call of a process on the host. */
export function fromContainer(world: World, who: Who): Passing {
  const { bridge, hostAddress, hostServicePort } = world.params;
  const packet: Packet = {
    ...tcp,
    iif: bridge,
    src: world.params[who].address,
    dst: hostAddress,
    sport: clientPort,
    dport: hostServicePort,
    ctState: 'new',
    ...ports(world, who, undefined),
  };
  return { packet, from: bridge, to: 'host', address: hostAddress, reply: false };
}
