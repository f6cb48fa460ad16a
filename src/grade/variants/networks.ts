import ipaddr from 'ipaddr.js';

/** IPv4 network and prefix length. */
type Network = readonly [ipaddr.IPv4, number];

/**
 * Private /24s that a variant may have, most welcome first: of 10.0.0.0/8 what no common tool takes by default, and for
 * machines whose VPN has all of that, what is left of the two other private ranges (RFC 1918).
 */
const pools: readonly (readonly Network[])[] = [
  [
    '10.16.0.0/12',
    '10.48.0.0/12',
    '10.64.0.0/12',
    '10.112.0.0/12',
    '10.144.0.0/12',
    '10.160.0.0/12',
    '10.176.0.0/12',
    '10.192.0.0/12',
    '10.208.0.0/12',
  ],
  ['172.16.0.0/16', '172.21.0.0/16', '172.22.0.0/15', '172.24.0.0/13'],
  ['192.168.64.0/19', '192.168.128.0/18', '192.168.192.0/18'],
].map((ranges) => ranges.map(parse));

/** Taken by default by Docker, Podman, LXD, libvirt, VirtualBox, Kubernetes, VPNs, or the course itself. */
const avoided: readonly Network[] = [
  '10.17.0.0/16',
  '10.42.0.0/15',
  '10.88.0.0/13',
  '10.152.183.0/24',
  '172.17.0.0/16',
  '172.18.0.0/16',
  '192.168.122.0/24',
  '192.168.178.0/24',
].map(parse);

const perPool = pools.map((ranges) =>
  ranges
    .flatMap(([network, bits]) => {
      const base = numberOf(network);
      return Array.from({ length: 2 ** (24 - bits) }, (_, index) => addressOf(base + index * 256));
    })
    .filter((address) => !overlapsAny(`${address}/24`, avoided)),
);

/** The first addresses of the /24s of a pool; the last pool for every index beyond it. */
export const networksOf = (pool: number): readonly string[] => perPool[Math.min(pool, perPool.length - 1)] ?? [];

/** True when two networks (CIDR) share an address. A default route has none that would count: it is where all else goes. */
export const overlaps = (one: string, others: readonly string[]): boolean => overlapsAny(one, others.map(parse));

function overlapsAny(one: string, others: readonly Network[]): boolean {
  const [address, bits] = parse(one);
  return others.some(([other, otherBits]) => {
    const common = Math.min(bits, otherBits);
    return otherBits > 0 && address.match(other, common);
  });
}

function parse(cidr: string): Network {
  const [address, bits] = ipaddr.IPv4.parseCIDR(cidr);
  return [address, bits];
}

function numberOf(address: ipaddr.IPv4): number {
  return address.octets.reduce((all, octet) => all * 256 + octet, 0);
}

/** The `host`th address of a /24. */
export const hostOf = (network: string, host: number): string => addressOf(numberOf(ipaddr.IPv4.parse(network)) + host);

function addressOf(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}
