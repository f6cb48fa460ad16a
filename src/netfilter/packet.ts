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
  /** Absent: not known, so a rule that asks for it may or may not match. */
  readonly ctStatus?: readonly CtStatus[];
  /** Bridge ports. Absent: not known. null: there is none. */
  readonly physIn?: string | null;
  readonly physOut?: string | null;
  /** Lower case. Absent: a new connection has `syn`, others have at least `ack`. */
  readonly tcpFlags?: readonly string[];
}

/** What rules ask that is not in the packet. */
export interface Context {
  /** Where a port lies that the packet does not tell: a client's own choice. Absent: anywhere. */
  readonly unknownPorts?: PortRange;
  /** Every IPv4 address of this network namespace (127.0.0.0/8 is understood). Absent: LOCAL cannot be decided. */
  readonly localAddresses?: readonly string[];
  /** By interface: the address that masquerade takes when leaving by it, and redirect when coming in. Absent: not told. */
  readonly primaryAddresses?: { readonly [device: string]: string };
}
