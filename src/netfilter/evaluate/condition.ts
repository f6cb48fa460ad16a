import { type AddressRange, inRange } from '../../ipv4.ts';
import { unreachable } from '../../result.ts';
import type { Match, MatchTest, NamePattern } from '../match.ts';
import type { PortRange } from '../ports.ts';
import type { Seen } from './seen.ts';
import { every, not, some, type Truth, truth } from './truth.ts';

function testName(name: string | null | undefined, patterns: readonly NamePattern[]): Truth {
  if (name === undefined) return 'maybe';
  // A hook without such a device sees an empty name, which `+` alone still matches.
  const text = name ?? '';
  return truth(patterns.some((pattern) => (pattern.prefix ? text.startsWith(pattern.name) : text === pattern.name)));
}

function testPort(port: number | undefined, ranges: readonly PortRange[], unknown: PortRange): Truth {
  if (port !== undefined) return truth(ranges.some(({ from, to }) => port >= from && port <= to));
  if (ranges.some(({ from, to }) => unknown.from >= from && unknown.to <= to)) return 'yes';
  return ranges.some(({ from, to }) => unknown.from <= to && unknown.to >= from) ? 'maybe' : 'no';
}

function testPorts(side: 'src' | 'dst' | 'either', ranges: readonly PortRange[], seen: Seen): Truth {
  const source = testPort(seen.sport, ranges, seen.unknownPorts);
  const destination = testPort(seen.dport, ranges, seen.unknownPorts);
  if (side === 'either') return some([source, destination]);
  return side === 'src' ? source : destination;
}

function testAddress(address: number | undefined, ranges: readonly AddressRange[]): Truth {
  return truth(address === undefined ? undefined : ranges.some((range) => inRange(address, range)));
}

/** Addresses of a network that are a broadcast end in equal bits, so all others are surely unicast. */
function testUnicast(address: number, isLocal: boolean | undefined): Truth {
  if (address === 0xffffffff) return 'no';
  const canBeBroadcast = (address & 3) === 0 || (address & 3) === 3;
  return canBeBroadcast || isLocal === undefined ? 'maybe' : 'yes';
}

function testBroadcast(address: number, isLocal: boolean | undefined): Truth {
  const canBeBroadcast = (address & 3) === 0 || (address & 3) === 3;
  return canBeBroadcast ? not(testUnicast(address, isLocal)) : 'no';
}

/** As the kernel's inet_addr_type() says from the local table, so far as addresses alone tell. */
function testAddressType(address: number | undefined, type: string, seen: Seen): Truth {
  if (address === undefined) return 'maybe';
  const isMulticast = address >>> 28 === 14;
  if (isMulticast) return truth(type === 'multicast');
  const isLocal = address >>> 24 === 127 || seen.localAddresses?.has(address);
  if (type === 'local') return truth(isLocal);
  if (type === 'multicast' || isLocal) return 'no';
  if (type === 'unicast') return testUnicast(address, isLocal);
  return type === 'broadcast' ? testBroadcast(address, isLocal) : 'maybe';
}

function testFlag(flag: string, wanted: boolean, seen: Seen): Truth {
  const isOn = seen.tcpFlags.get(flag);
  return truth(isOn === undefined ? undefined : isOn === wanted);
}

/** Packets that come from a bridge's port and leave by the same bridge have both ports. */
function testBridged(seen: Seen): Truth {
  if (seen.physIn === null || seen.physOut === null) return 'no';
  if (seen.iif !== undefined && seen.oif !== undefined && seen.oif !== null && seen.iif !== seen.oif) return 'no';
  return truth(seen.physIn !== undefined && seen.physOut !== undefined ? true : undefined);
}

function testPlain(test: MatchTest, seen: Seen): Truth {
  switch (test.kind) {
    case 'interface':
      return testName(test.side === 'in' ? seen.iif : seen.oif, test.names);
    case 'bridge-port':
      return testBridgePort(test.side === 'in' ? seen.physIn : seen.physOut, test.names);
    case 'bridged':
      return testBridged(seen);
    case 'address':
      return testAddress(test.side === 'src' ? seen.src : seen.dst, test.ranges);
    case 'protocol':
      return truth(test.names.includes(seen.proto));
    case 'port':
      return testPorts(test.side, test.ranges, seen);
    case 'address-type':
      return some(test.types.map((type) => testAddressType(test.side === 'src' ? seen.src : seen.dst, type, seen)));
    case 'ct-state':
      if (test.states.length === 0) return 'no';
      return truth(seen.ctState === undefined ? undefined : test.states.includes(seen.ctState));
    case 'ct-status':
      return truth(seen.ctStatus === undefined ? undefined : test.statuses.some((one) => seen.ctStatus?.includes(one)));
    case 'tcp-flags':
      return every(test.mask.map((flag) => testFlag(flag, test.set.includes(flag), seen)));
    case 'family':
      return truth(test.families.includes(seen.family));
    case 'any':
      return some(test.of.map((list) => testAll(list, seen)));
    case 'unknown':
      return 'maybe';
    default:
      return unreachable(test);
  }
}

/** `--physdev-in +` asks whether there is a port at all. */
function testBridgePort(port: string | null | undefined, names: readonly NamePattern[]): Truth {
  return port === null ? 'no' : testName(port, names);
}

/** An ARP frame has no IPv4 header: a rule that asks for one stops there, even if it asks for "not". */
const ofIp: ReadonlySet<Match['kind']> = new Set([
  'address',
  'protocol',
  'port',
  'address-type',
  'tcp-flags',
  'ct-state',
]);

/** Whether one condition holds. */
export function testMatch(match: Match, seen: Seen): Truth {
  if (seen.family === 'arp' && ofIp.has(match.kind)) return 'no';
  // Without a conntrack entry nobody has a status: the rule stops there, even if it asks for "not" (nft_ct, xt_conntrack).
  const isTracked = seen.ctState !== 'invalid' && seen.ctState !== 'untracked';
  if (match.kind === 'ct-status' && !isTracked) return 'no';
  const plain = testPlain(match, seen);
  return match.negated ? not(plain) : plain;
}

/** Whether all conditions hold. */
export function testAll(matches: readonly Match[], seen: Seen): Truth {
  return every(matches.map((match) => testMatch(match, seen)));
}
