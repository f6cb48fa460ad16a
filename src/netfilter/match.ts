import type { AddressRange } from '../ipv4.ts';
import type { CtState, CtStatus } from './packet.ts';
import type { PortRange } from './ports.ts';

/** Both ends included. */
export type NumberRange = PortRange;

/** `prefix`: every name that starts so (`br+` in iptables, `br*` in nft). */
export interface NamePattern {
  readonly name: string;
  readonly prefix: boolean;
}

/** How many packets of an address a list of xt_recent has seen, as far as it remembers. */
export interface RecentEntry {
  /** Dotted quad. */
  readonly address: string;
  readonly packets: number;
}

/** What a match asks, before negation. Lists mean "one of". */
export type MatchTest =
  | { readonly kind: 'interface'; readonly side: 'in' | 'out'; readonly names: readonly NamePattern[] }
  /** The bridge port behind the interface (`-m physdev`, or the devices of the bridge family). */
  | { readonly kind: 'bridge-port'; readonly side: 'in' | 'out'; readonly names: readonly NamePattern[] }
  /** The packet goes from one port of a bridge to another of the same. */
  | { readonly kind: 'bridged' }
  | { readonly kind: 'address'; readonly side: 'src' | 'dst'; readonly ranges: readonly AddressRange[] }
  | { readonly kind: 'protocol'; readonly names: readonly string[] }
  | { readonly kind: 'port'; readonly side: 'src' | 'dst' | 'either'; readonly ranges: readonly PortRange[] }
  /**
   * Lower case: local, unicast, broadcast, multicast … as `ip route` and `-m addrtype` name them. `on`: only on the
   * device that the packet came in by, or leaves by.
   */
  | {
      readonly kind: 'address-type';
      readonly side: 'src' | 'dst';
      readonly types: readonly string[];
      readonly on?: 'in' | 'out';
    }
  /** Whether an answer would leave by the device that the packet came in by (`-m rpfilter`). */
  | {
      readonly kind: 'reverse-path';
      readonly loose: boolean;
      readonly byMark: boolean;
      readonly acceptLocal: boolean;
    }
  /** nft's `fib … oif`: the device that a route to the address leads to; `anything`: there is one. */
  | {
      readonly kind: 'route';
      readonly side: 'src' | 'dst';
      readonly on?: 'in' | 'out';
      readonly byMark: boolean;
      readonly names: readonly NamePattern[] | 'anything';
    }
  | { readonly kind: 'ct-state'; readonly states: readonly CtState[] }
  | { readonly kind: 'ct-status'; readonly statuses: readonly CtStatus[] }
  /** Of the flags in `mask` exactly those in `set` are on. */
  | { readonly kind: 'tcp-flags'; readonly mask: readonly string[]; readonly set: readonly string[] }
  /** The bits of the mask, read as a number, lie in one of the ranges. */
  | {
      readonly kind: 'mark';
      readonly of: 'packet' | 'connection';
      readonly mask: number;
      readonly ranges: readonly NumberRange[];
    }
  /** Of the connection's first packet as it came (`original`), or of the answer that conntrack waits for. */
  | {
      readonly kind: 'connection';
      readonly tuple: 'original' | 'reply';
      readonly side: 'src' | 'dst';
      readonly what: 'address' | 'port';
      readonly ranges: readonly AddressRange[];
    }
  | { readonly kind: 'direction'; readonly is: 'original' | 'reply' }
  /** Numbers of type and code; without codes all of them. */
  | {
      readonly kind: 'icmp';
      readonly types: readonly { readonly type: number; readonly codes?: NumberRange }[];
    }
  /** A piece of a packet that is not its first one. */
  | { readonly kind: 'fragment' }
  /** Of the whole IP packet, in bytes. */
  | { readonly kind: 'length'; readonly ranges: readonly NumberRange[] }
  /** A program of this machine has made the packet, and is of that user, group …: only that there is one can be decided. `breaks`: without one, "not" does not hold either. */
  | { readonly kind: 'owner'; readonly breaks: boolean }
  /** Lower case: unicast, broadcast or multicast, as the frame was. */
  | { readonly kind: 'frame-type'; readonly types: readonly string[] }
  /** So many packets of an address are in a list of xt_recent, whose entries and rules that write to it are told by `withRecent`. */
  | {
      readonly kind: 'recent';
      readonly list: string;
      readonly side: 'src' | 'dst';
      readonly mask: number;
      readonly hits: number;
      /** Only packets of the last seconds count. */
      readonly timed: boolean;
      readonly entries?: readonly RecentEntry[];
      /** Packets of the same connection that may have been added since. */
      readonly own?: number;
    }
  /** By chance: the share of the packets that it holds for, over 0 and under 1. */
  | { readonly kind: 'chance'; readonly odds: number }
  /** Network protocol, e.g. `ip`, `ip6`, `arp`. */
  | { readonly kind: 'family'; readonly families: readonly string[] }
  /** One of the lists holds altogether (nft concatenations, `--ctstate NEW,DNAT`). */
  | { readonly kind: 'any'; readonly of: readonly (readonly Match[])[] }
  /** We do not know what it asks, so both answers are possible. */
  | { readonly kind: 'unknown' };

/** One condition of a rule. */
export type Match = MatchTest & {
  readonly negated: boolean;
  /** As the tool prints it, e.g. `! -i lan0` or `tcp dport 80`. */
  readonly text: string;
  /** What of it holds tomorrow, too: some elements of the set that it asks are there for a time only. */
  readonly lasting?: Match;
};

/** `+` at the end (iptables) makes a prefix; `+` alone is every name. */
export function namePattern(text: string, wildcard: '+' | '*'): NamePattern {
  return text.endsWith(wildcard) ? { name: text.slice(0, -1), prefix: true } : { name: text, prefix: false };
}

/** What holds for every packet, and for none. */
export const always: MatchTest = { kind: 'any', of: [[]] };
export const never: MatchTest = { kind: 'any', of: [] };

/** Holds for that share of the packets. */
export function byChance(odds: number): MatchTest {
  if (odds <= 0) return never;
  return odds >= 1 ? always : { kind: 'chance', odds };
}
