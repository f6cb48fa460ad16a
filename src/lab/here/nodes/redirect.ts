import { parseAddress } from '../../../ipv4.ts';
import { internetAddress, lanDevice, runFolder, tcPreferences } from '../machine/places.ts';
import type { HerePlan } from '../plan/plan.ts';

/** Sends aside what leaves by the uplink for the lab's nodes, after all of netfilter. May run again. */
export function redirectScript({ uplink, outside, site }: HerePlan): string {
  const { arp, ip, dns } = tcPreferences;
  const filter = `tc filter add dev ${uplink} egress pref`;
  const aside = `action mirred egress redirect dev ${lanDevice}`;
  return `#!/bin/sh
set -e
if tc qdisc add dev ${uplink} clsact 2>/dev/null; then : >${runFolder}/clsact; fi
for pref in ${Object.values(tcPreferences).join(' ')}; do tc filter del dev ${uplink} egress pref $pref 2>/dev/null || :; done
${filter} ${arp} protocol arp u32 match u32 ${hexOf(outside.address)} 0xffffffff at 24 ${aside}
${filter} ${ip} protocol ip u32 match ip dst ${outside.address} ${aside}
${filter} ${ip} protocol ip u32 match ip dst ${internetAddress} ${aside}
${filter} ${dns} protocol ip u32 match u8 0x45 0xff at 0 match ip protocol 17 0xff match u16 53 0xffff at 22 ${questionMatches(site)} ${aside}
# What comes out of the lab's cable is received as if by the uplink, before all of netfilter.
tc qdisc add dev ${lanDevice} clsact 2>/dev/null || tc filter del dev ${lanDevice} ingress
tc filter add dev ${lanDevice} ingress pref 1 protocol all u32 match u32 0 0 action mirred ingress redirect dev ${uplink}
`;
}

/** Prints nothing, and fails, when something of it is gone: with the card, or with somebody's `tc qdisc del`. */
export const redirectsScript = (uplink: string): string =>
  `[ "$({ tc filter show dev ${uplink} egress; tc filter show dev ${lanDevice} ingress; } 2>/dev/null |
  grep -cE 'mirred .(Egress Redirect to device ${lanDevice}|Ingress Redirect to device ${uplink}).')" = 5 ]`;

const hexOf = (address: string): string => `0x${(parseAddress(address) ?? 0).toString(16).padStart(8, '0')}`;

/**
 * u32 matches for a DNS question about exactly this name: labels with their lengths and a zero (RFC 1035, 3.1) from byte
 * 40 on, after 20 bytes of IP, 8 of UDP and 12 of DNS. Letters in the case in which resolvers ask.
 */
export function questionMatches(site: string): string {
  const bytes = [...site.split('.').flatMap((label) => [label.length, ...Buffer.from(label, 'ascii')]), 0];
  const words = Array.from({ length: Math.ceil(bytes.length / 4) }, (_, word) => bytes.slice(word * 4, word * 4 + 4));
  return words
    .map((word, index) => {
      const hex = (of: (byte: number | undefined) => number): string =>
        [0, 1, 2, 3].map((at) => of(word[at]).toString(16).padStart(2, '0')).join('');
      return `match u32 0x${hex((byte) => byte ?? 0)} 0x${hex((byte) => (byte === undefined ? 0 : 0xff))} at ${40 + index * 4}`;
    })
    .join(' ');
}
