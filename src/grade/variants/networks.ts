import { type AddressRange, formatAddress, meet, parseRange } from '../../ipv4.ts';

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
    .filter((network) => !taken.some((other) => meet(network, other)))
    .map(({ from }) => formatAddress(from));
  made.set(index, networks);
  return networks;
}

const slash24sOf = ({ from, to }: AddressRange): readonly AddressRange[] =>
  Array.from({ length: (to + 1 - from) / 256 }, (_, index) => from + index * 256).map((at) => ({
    from: at,
    to: at + 255,
  }));

/** True when two networks (CIDR) share an address. A default route has none that would count: it is where all else goes. */
export function overlaps(one: string, others: readonly string[]): boolean {
  const network = parse(one);
  return others.map(parse).some((other) => !isDefault(other) && meet(network, other));
}

const isDefault = ({ from, to }: AddressRange): boolean => from === 0 && to === 2 ** 32 - 1;

/** Networks here come from this file, from variants, or from routes that have been read: others are a bug. */
function parse(cidr: string): AddressRange {
  const range = parseRange(cidr);
  if (!range) throw new RangeError(`no network: ${cidr}`);
  return range;
}

/** The `host`th address of a /24. */
export const hostOf = (network: string, host: number): string => formatAddress(parse(network).from + host);
