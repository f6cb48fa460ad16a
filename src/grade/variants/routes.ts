import type { Taken } from './variant.ts';

/**
 * The networks that this machine already has, out of /proc/net/route (every IPv4 route of its main table: of its cards, of
 * Docker's networks, up or down, of VPNs). Addresses and masks are hexadecimal, in the machine's own byte order (little-endian).
 */
export function networksIn(procNetRoute: string): Taken['networks'] {
  return procNetRoute
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [device, destination, , , , , , mask] = line.trim().split(/\s+/);
      if (device === undefined || destination === undefined || mask === undefined) return [];
      const bits = bitsOf(mask);
      // A default route, also in the two halves that VPNs like, is where all else goes.
      return bits <= 1 ? [] : [{ cidr: `${addressOf(destination)}/${bits}`, device }];
    });
}

const bytesOf = (hex: string): readonly number[] =>
  [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) || 0);

const addressOf = (hex: string): string => bytesOf(hex).join('.');

const bitsOf = (hex: string): number =>
  bytesOf(hex).reduce((all, byte) => all + byte.toString(2).replaceAll('0', '').length, 0);
