import type { PortRange } from './ports.ts';

export type CtState = 'new' | 'established' | 'related' | 'invalid' | 'untracked';
export type CtStatus = 'dnat' | 'snat' | 'seen-reply' | 'assured' | 'confirmed' | 'expected';

export const ctStates: readonly CtState[] = ['new', 'established', 'related', 'invalid', 'untracked'];
export const ctStatuses: readonly CtStatus[] = ['dnat', 'snat', 'seen-reply', 'assured', 'confirmed', 'expected'];

/**
 * An IPv4 packet (or an ARP frame, of which rules about IPv4 see nothing) as it looks when it comes to a hook. Devices that a hook does not know (no `oif` in prerouting and
 * input, no `iif` in output) are ignored there, so that one packet serves several hooks.
 */
export interface Packet {
  /** Default `ip`. */
  readonly family?: 'ip' | 'arp';
  /** Where it came in: the bridge, not its port. Absent in postrouting: made by this machine. */
  readonly iif?: string;
  readonly oif?: string;
  /** Dotted quads. */
  readonly src: string;
  readonly dst: string;
  /** `tcp`, `udp`, `icmp`, … */
  readonly proto: string;
  readonly sport?: number;
  readonly dport?: number;
  readonly ctState: CtState;
  /** It came to conntrack as part of a connection: an answer of the kernel about another packet. Over lo every packet does. */
  readonly attached?: true;
  /** Absent: not known, so a rule that asks for it may or may not match. */
  readonly ctStatus?: readonly CtStatus[];
  /** Bridge ports. Absent: not known. null: there is none. */
  readonly physIn?: string | null;
  readonly physOut?: string | null;
  /** Lower case. Absent: a new connection has `syn`, others have at least `ack`. */
  readonly tcpFlags?: readonly string[];
  /** Of this packet, in this namespace. Absent: not known. */
  readonly mark?: number;
  /** Of its connection. Absent: not known. */
  readonly connectionMark?: number;
  /** Absent: not known, or there is none. */
  readonly connection?: Connection;
  /** Of an ICMP packet. Absent: not known. */
  readonly icmp?: { readonly type: number; readonly code: number };
  /** How long it can be, in bytes, with its IP header. Absent: not known. */
  readonly length?: PortRange;
  /** It comes in pieces, and a rule sees each of them: only the first has the ports, flags and type of the packet. */
  readonly fragment?: true;
  /** The longest TCP segment that its sender takes, as the packet says. Absent: it does not, or nobody asks. */
  readonly mss?: number | 'unknown';
}

/** What conntrack has written down. */
export interface Connection {
  readonly direction: 'original' | 'reply';
  /** Its first packet as it came. */
  readonly original: Ends;
  /** The answer that conntrack waits for. */
  readonly reply: Ends;
}

/** Dotted quads, and ports where they are known. */
export interface Ends {
  readonly src: string;
  readonly dst: string;
  readonly sport?: number;
  readonly dport?: number;
}

/** A question to the routes, as fib_lookup() gets it; made by this machine itself where no `iif` is given. */
export interface RouteQuestion {
  readonly dst: string;
  readonly src: string;
  readonly iif: string;
  readonly mark: number;
}

/** What the routes of a network namespace say. */
export interface Routing {
  /** The route's type and device; `none`: there is none. Undefined: that cannot be told. */
  readonly lookup: (question: RouteQuestion) => { readonly type: string; readonly device: string } | 'none' | undefined;
  /** What an address is to this machine, or to one device of it: `local`, `broadcast`, `unicast` … (inet_dev_addr_type). */
  readonly addressType: (address: string, device?: string) => string;
}

/** What rules ask that is not in the packet. */
export interface Context {
  /** Where a port lies that the packet does not tell: a client's own choice. Absent: anywhere. */
  readonly unknownPorts?: PortRange;
  /** Every IPv4 address of this network namespace (127.0.0.0/8 is understood). Absent: LOCAL cannot be decided. */
  readonly localAddresses?: readonly string[];
  /** By interface: the address that masquerade takes when leaving by it, and redirect when coming in. Absent: not told. */
  readonly primaryAddresses?: { readonly [device: string]: string };
  /** Absent: nothing that hangs on routes can be decided. */
  readonly routing?: Routing;
  /** How conditions (`Match`) that hold by chance turn out for this packet; those that are absent may turn out either way. */
  readonly luck?: ReadonlyMap<object, boolean>;
  /** The longest TCP segment that fits through this machine, both ways. Absent: not told. */
  readonly pathMss?: number;
}
