import ipaddr from 'ipaddr.js';

/** An IPv4 network: its first and its last address, as numbers. */
interface Network {
  readonly first: number;
  readonly last: number;
}

/**
 * Private /24s that a variant may have, most welcome first: of 10.0.0.0/8 what no common tool takes by default, and for
 * machines whose VPN has all of that, what is left of the two other private ranges (RFC 1918).
 */
const pools: readonly (readonly string[])[] = [
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
];

/** Taken by default by Docker, Podman, LXD, libvirt, VirtualBox, Kubernetes, VPNs, or the course itself. */
const avoided: readonly string[] = [
  '10.17.0.0/16',
  '10.42.0.0/15',
  '10.88.0.0/13',
  '10.152.183.0/24',
  '172.17.0.0/16',
  '172.18.0.0/16',
  '192.168.122.0/24',
  '192.168.178.0/24',
];

const made = new Map<number, readonly string[]>();

/** The first addresses of the /24s of a pool; the last pool for every index beyond it. The first has 36,000: made when asked for. */
export function networksOf(pool: number): readonly string[] {
  const index = Math.min(pool, pools.length - 1);
  const known = made.get(index);
  if (known) return known;
  const taken = avoided.map(parse);
  const networks = (pools[index] ?? [])
    .flatMap((range) => slash24sOf(parse(range)))
    .filter((network) => !taken.some((other) => share(network, other)))
    .map(({ first }) => addressOf(first));
  made.set(index, networks);
  return networks;
}

const slash24sOf = ({ first, last }: Network): readonly Network[] =>
  Array.from({ length: (last + 1 - first) / 256 }, (_, index) => first + index * 256).map((at) => ({
    first: at,
    last: at + 255,
  }));

/** True when two networks (CIDR) share an address. A default route has none that would count: it is where all else goes. */
export function overlaps(one: string, others: readonly string[]): boolean {
  const network = parse(one);
  return others.map(parse).some((other) => !isDefault(other) && share(network, other));
}

const share = (one: Network, other: Network): boolean => one.first <= other.last && other.first <= one.last;
const isDefault = ({ first, last }: Network): boolean => first === 0 && last === 2 ** 32 - 1;

function parse(cidr: string): Network {
  const [address, bits] = ipaddr.IPv4.parseCIDR(cidr);
  const size = 2 ** (32 - bits);
  const first = Math.floor(numberOf(address) / size) * size;
  return { first, last: first + size - 1 };
}

const numberOf = (address: ipaddr.IPv4): number => address.octets.reduce((all, octet) => all * 256 + octet, 0);

/** The `host`th address of a /24. */
export const hostOf = (network: string, host: number): string => addressOf(numberOf(ipaddr.IPv4.parse(network)) + host);

const addressOf = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
