import type { AddressRange } from '../ipv4.ts';
import type { CtState, CtStatus } from './packet.ts';
import type { PortRange } from './ports.ts';

/** `prefix`: every name that starts so (`br+` in iptables, `br*` in nft). */
export interface NamePattern {
  readonly name: string;
  readonly prefix: boolean;
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
  /** Lower case: local, unicast, broadcast, multicast … as `ip route` and `-m addrtype` name them. */
  | { readonly kind: 'address-type'; readonly side: 'src' | 'dst'; readonly types: readonly string[] }
  | { readonly kind: 'ct-state'; readonly states: readonly CtState[] }
  | { readonly kind: 'ct-status'; readonly statuses: readonly CtStatus[] }
  /** Of the flags in `mask` exactly those in `set` are on. */
  | { readonly kind: 'tcp-flags'; readonly mask: readonly string[]; readonly set: readonly string[] }
  /** Network protocol, e.g. `ip`, `ip6`, `arp`. */
  | { readonly kind: 'family'; readonly families: readonly string[] }
  /** One of the lists holds altogether (nft concatenations, `--ctstate NEW,DNAT`). */
  | { readonly kind: 'any'; readonly of: readonly (readonly Match[])[] }
  /** We do not know what it asks, so both answers are possible. */
  | { readonly kind: 'unknown' };

/** One condition of a rule. */
export type Match = MatchTest & {
  readonly negated: boolean;
  /** As the tool prints it, e.g. `! -i br0` or `tcp dport 80`. */
  readonly text: string;
};

/** `+` at the end (iptables) makes a prefix; `+` alone is every name. */
export function namePattern(text: string, wildcard: '+' | '*'): NamePattern {
  return text.endsWith(wildcard) ? { name: text.slice(0, -1), prefix: true } : { name: text, prefix: false };
}
