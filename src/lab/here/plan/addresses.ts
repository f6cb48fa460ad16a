import ipaddr from 'ipaddr.js';
import { defaultParams } from '../../../../lessons/params/params.ts';
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
  defaultParams.subnet,
  ...Array.from({ length: 40 }, (_, n) => `10.200.${18 + n}.0/24`),
  ...Array.from({ length: 20 }, (_, n) => `192.168.${218 + n}.0/24`),
  ...Array.from({ length: 20 }, (_, n) => `100.64.${18 + n}.0/24`),
];

/** The container network: the source's where nobody has it; `taken`: who has that, and what of it. */
export function freeSubnet(machine: Pick<Discovered, 'networks' | 'hostAddress' | 'prefix'>): {
  readonly subnet: string;
  readonly taken?: { readonly owner: string; readonly network: string };
} {
  const own = { network: `${machine.hostAddress}/${machine.prefix}`, owner: 'LAN' };
  const ownerOf = (cidr: string) => [...machine.networks, own].find((other) => overlap(cidr, other.network));
  const subnet = candidates.find((cidr) => ownerOf(cidr) === undefined) ?? defaultParams.subnet;
  const taken = ownerOf(defaultParams.subnet);
  return taken && subnet !== defaultParams.subnet ? { subnet, taken } : { subnet };
}

/** The first three addresses of a /24. */
export function hostsOf(subnet: string): readonly [string, string, string] {
  const [base] = network(subnet);
  const at = (last: number): string => [...base.octets.slice(0, 3), last].join('.');
  return [at(1), at(2), at(3)];
}

/** An address of the uplink's network that nobody is known to have: the source's, or one that ends as it does, or any. */
export function freeAddress(machine: Pick<Discovered, 'hostAddress' | 'prefix' | 'neighbours'>): string {
  const lan = network(`${machine.hostAddress}/${machine.prefix}`);
  const [first, last] = [
    ipaddr.IPv4.networkAddressFromCIDR(`${machine.hostAddress}/${machine.prefix}`),
    ipaddr.IPv4.broadcastAddressFromCIDR(`${machine.hostAddress}/${machine.prefix}`),
  ].map(String);
  const taken = new Set([machine.hostAddress, ...machine.neighbours, first, last]);
  const base = machine.hostAddress.split('.').slice(0, 3).join('.');
  const near = [50, ...Array.from({ length: 200 }, (_, n) => 51 + n), ...Array.from({ length: 49 }, (_, n) => 49 - n)];
  const free = [defaultParams.outsideAddress, ...near.map((end) => `${base}.${end}`)].find(
    (address) => ipaddr.IPv4.parse(address).match(lan) && !taken.has(address),
  );
  // `discover` has refused networks without room.
  if (free === undefined) throw new Error(`no free address beside ${machine.hostAddress}/${machine.prefix}`);
  return free;
}
