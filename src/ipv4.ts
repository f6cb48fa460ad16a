/** IPv4 addresses as unsigned 32 bit numbers, which masks, ranges and networks are computed with. */
import ipaddr from 'ipaddr.js';

/** From and to are included. With a mask (not a prefix, e.g. 255.0.255.0): `address & mask === from`. */
export interface AddressRange {
  readonly from: number;
  readonly to: number;
  readonly mask?: number;
}

/** A dotted quad as a number; undefined for anything else, `010.0.0.1` too, which some programs read as 8. */
export function parseAddress(text: string): number | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return ipaddr.IPv4.parse(text).octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

export function formatAddress(address: number): string {
  return new ipaddr.IPv4([24, 16, 8, 0].map((shift) => (address >>> shift) & 255)).toString();
}

/** `1.2.3.4/16`: the block that it lies in. */
export function prefixRange(address: number, length: number): AddressRange {
  const size = 2 ** (32 - length);
  const from = Math.floor(address / size) * size;
  return { from, to: from + size - 1 };
}

export function maskRange(address: number, mask: number): AddressRange {
  const inverse = ~mask >>> 0;
  const isPrefix = (inverse & (inverse + 1)) === 0;
  if (isPrefix) return prefixRange(address, 32 - Math.round(Math.log2(inverse + 1)));
  return { from: (address & mask) >>> 0, to: (address | inverse) >>> 0, mask };
}

/** `1.2.3.4`, `1.2.0.0/16`, `10.0.0.0/255.0.255.0` or `1.2.3.4-1.2.3.9`. */
export function parseRange(text: string): AddressRange | undefined {
  const [head = '', tail, more] = text.split(/[/-]/);
  const from = parseAddress(head);
  if (from === undefined || more !== undefined) return undefined;
  if (tail === undefined) return { from, to: from };
  if (text.includes('/') && /^\d{1,2}$/.test(tail)) {
    return Number(tail) <= 32 ? prefixRange(from, Number(tail)) : undefined;
  }
  const other = parseAddress(tail);
  if (other === undefined) return undefined;
  if (text.includes('/')) return maskRange(from, other);
  return from <= other ? { from, to: other } : undefined;
}

export function inRange(address: number, range: AddressRange): boolean {
  if (range.mask !== undefined) return (address & range.mask) >>> 0 === range.from;
  return address >= range.from && address <= range.to;
}

/** True when two ranges without masks of their own have an address in common. */
export const meet = (one: AddressRange, other: AddressRange): boolean => one.from <= other.to && other.from <= one.to;
