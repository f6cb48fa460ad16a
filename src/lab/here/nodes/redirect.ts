import { parseAddress } from '../../../ipv4.ts';
import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import { internetAddress, lanDevice, runFolder, tcPreferences } from '../machine/places.ts';
import type { HerePlan } from '../plan/plan.ts';

/** Redirects what leaves by the uplink for the lab's nodes, after all of netfilter. May run again. */
export const redirectScript = ({ uplink, outside, site }: HerePlan): string =>
  withValues(
    {
      RUN: runFolder,
      UPLINK: uplink,
      LAN_DEVICE: lanDevice,
      OUTSIDE: outside.address,
      OUTSIDE_HEX: hexOf(outside.address),
      INTERNET: internetAddress,
      QUESTION: questionMatches(site),
      ARP: tcPreferences.arp,
      IP: tcPreferences.ip,
      DNS: tcPreferences.dns,
    },
    scriptBeside(import.meta.url, './redirect.sh'),
  );

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
