/** IPv4 addresses as unsigned 32 bit numbers. */

/** From and to are included. With a mask (not a prefix, e.g. 255.0.255.0): `address & mask === from`. */
export interface AddressRange {
  readonly from: number;
  readonly to: number;
  readonly mask?: number;
}

const quad = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** A dotted quad as a number; undefined for anything else. */
export function parseAddress(text: string): number | undefined {
  const parts = quad.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
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
