import ipaddr from 'ipaddr.js';
import { meet, parseRange } from '../../../ipv4.ts';
import type { Discovered } from '../machine/discover.ts';

type Network = [ipaddr.IPv4, number];

const network = (cidr: string): Network => ipaddr.IPv4.parseCIDR(cidr.includes('/') ? cidr : `${cidr}/32`);
const overlap = (one: string, other: string): boolean => {
  const [a, b] = [parseRange(one), parseRange(other)];
  return a !== undefined && b !== undefined && meet(a, b);
};

/** Tried in this order; small ones from ranges that Docker does not hand out by itself. */
const candidates = [
  ...Array.from({ length: 40 }, (_, n) => `10.200.${18 + n}.0/24`),
  ...Array.from({ length: 20 }, (_, n) => `192.168.${218 + n}.0/24`),
  ...Array.from({ length: 20 }, (_, n) => `100.64.${18 + n}.0/24`),
];

/** A network for containers: the wanted one where nobody has it; `taken`: who has that, and what of it. */
export function freeSubnet(
  machine: Pick<Discovered, 'networks' | 'hostAddress' | 'prefix'>,
  wanted: string,
): {
  readonly subnet: string;
  readonly taken?: { readonly owner: string; readonly network: string };
} {
  const own = { network: `${machine.hostAddress}/${machine.prefix}`, owner: 'LAN' };
  const ownerOf = (cidr: string) => [...machine.networks, own].find((other) => overlap(cidr, other.network));
  const subnet = [wanted, ...candidates].find((cidr) => ownerOf(cidr) === undefined) ?? wanted;
  const taken = ownerOf(wanted);
  return taken && subnet !== wanted ? { subnet, taken } : { subnet };
}

/** The first three addresses of a /24. */
export function firstThree(subnet: string): readonly [string, string, string] {
  const [base] = network(subnet);
  const at = (last: number): string => [...base.octets.slice(0, 3), last].join('.');
  return [at(1), at(2), at(3)];
}

/** An address of the uplink's network that nobody is known to have: the wanted one, or one that ends as it does, or any. */
export function freeAddress(
  machine: Pick<Discovered, 'hostAddress' | 'prefix' | 'neighbours'>,
  wanted: string,
): string {
  const lan = network(`${machine.hostAddress}/${machine.prefix}`);
  const [first, last] = [
    ipaddr.IPv4.networkAddressFromCIDR(`${machine.hostAddress}/${machine.prefix}`),
    ipaddr.IPv4.broadcastAddressFromCIDR(`${machine.hostAddress}/${machine.prefix}`),
  ].map(String);
  const taken = new Set([machine.hostAddress, ...machine.neighbours, first, last]);
  const base = machine.hostAddress.split('.').slice(0, 3).join('.');
  const end = Number(wanted.split('.')[3]);
  const near = [...from(end, 254), ...from(1, end - 1).reverse()];
  const free = [wanted, ...near.map((last) => `${base}.${last}`)].find(
    (address) => ipaddr.IPv4.parse(address).match(lan) && !taken.has(address),
  );
  // `discover` has refused networks without room.
  if (free === undefined) throw new Error(`no free address beside ${machine.hostAddress}/${machine.prefix}`);
  return free;
}

const from = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);

/** The wanted name, or the first of `prefix1`, `prefix2`, … that nobody has. */
export function freeName(wanted: string, taken: readonly string[], prefix: string): string {
  const name = [wanted, ...from(1, 90).map((n) => `${prefix}${n}`)].find((one) => !taken.includes(one));
  if (name === undefined) throw new Error(`ninety names like ${prefix} cannot all be taken`);
  return name;
}
