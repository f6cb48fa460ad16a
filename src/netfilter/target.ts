import type { Match } from './match.ts';
import type { PortRange } from './ports.ts';

/** Address translation; what is absent stays as it is (masquerade: the address of the outgoing interface; redirect: this machine's). */
export interface NatTarget {
  readonly kind: 'dnat' | 'snat' | 'masquerade' | 'redirect';
  /** Dotted quads; both ends included; equal for a single address. */
  readonly addresses?: { readonly from: string; readonly to: string };
  readonly ports?: PortRange;
  /** `--random`, `--random-fully`: the kernel draws a source port anew, although the old one could stay. */
  readonly random?: true;
  /** `--persistent`: out of several addresses, the same one for all destinations. */
  readonly persistent?: true;
}

/** What a rule does with a packet that it matches. */
export type Target =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  /** `with` in iptables' words, e.g. `icmp-port-unreachable`, `icmp-host-prohibited`, `tcp-reset`. */
  | { readonly kind: 'reject'; readonly with: string }
  | { readonly kind: 'return' }
  | { readonly kind: 'continue' }
  /** `goto` does not come back. `chain` is in the same table. */
  | { readonly kind: 'jump' | 'goto'; readonly chain: string }
  | NatTarget
  /** The first case whose conditions hold acts; without one the packet goes on (nft vmap and maps). */
  | { readonly kind: 'vmap'; readonly cases: readonly VmapCase[] }
  /** Ends the packet's walk in a way that we do not know, e.g. NFQUEUE. */
  | { readonly kind: 'unknown'; readonly name: string };

export interface VmapCase {
  readonly when: readonly Match[];
  readonly target: Target;
  /** The element of the map goes away by itself. */
  readonly expires?: true;
}

/** Something that happens on the way, in the tool's word: `LOG`, `MARK`, `TCPMSS`, `log`. `NOTRACK` (all tools) takes the packet out of conntrack. */
export interface Effect {
  readonly name: string;
  readonly marks?: MarkChange;
  /** Of a packet that opens a connection: the longest segment that its sender takes becomes this at most; `path`: what fits through. */
  readonly mss?: number | 'path' | 'unknown';
}

/** A new mark for the packet or for its connection. */
export interface MarkChange {
  readonly of: 'packet' | 'connection';
  /** Absent: nobody can tell. */
  readonly value?: MarkValue;
}

/** `(the packet's mark & packet) ^ (the connection's mark & connection) ^ constant`: whatever MARK and CONNMARK can do. */
export interface MarkValue {
  readonly packet: number;
  readonly connection: number;
  readonly constant: number;
}

export function isNat(target: Target): target is NatTarget {
  return ['dnat', 'snat', 'masquerade', 'redirect'].includes(target.kind);
}
