import { type AddressRange, formatAddress, inRange, parseAddress } from '../../ipv4.ts';
import { unreachable } from '../../result.ts';
import type { Match, MatchTest, NamePattern } from '../match.ts';
import type { PortRange } from '../ports.ts';
import { testName } from './names.ts';
import { testReversePath, testRoute } from './routes.ts';
import type { Seen } from './seen.ts';
import { every, not, some, type Truth, truth } from './truth.ts';

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

type TestOf<K extends MatchTest['kind']> = Extract<MatchTest, { readonly kind: K }>;

function testAddressTypes({ side, types, on }: TestOf<'address-type'>, seen: Seen): Truth {
  const address = side === 'src' ? seen.src : seen.dst;
  const device = on === undefined ? null : on === 'in' ? seen.iif : seen.oif;
  if (address === undefined || device === undefined) return 'maybe';
  if (seen.routing) return truth(types.includes(seen.routing.addressType(formatAddress(address), device ?? undefined)));
  return device === null ? some(types.map((type) => testAddressType(address, type, seen))) : 'maybe';
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

function testMark({ of, mask, ranges }: TestOf<'mark'>, seen: Seen): Truth {
  const now = of === 'packet' ? seen.mark : seen.connectionMark;
  if (now === undefined) return 'maybe';
  const asked = (now & mask) >>> 0;
  return truth(ranges.some(({ from, to }) => asked >= from && asked <= to));
}

function testConnection({ tuple, side, what, ranges }: TestOf<'connection'>, seen: Seen): Truth {
  const ends = seen.connection?.[tuple];
  if (!ends) return 'maybe';
  if (what === 'address') return testAddress(parseAddress(ends[side]), ranges);
  return testPort(side === 'src' ? ends.sport : ends.dport, ranges, seen.unknownPorts);
}

function testIcmp({ types }: TestOf<'icmp'>, { proto, icmp }: Seen): Truth {
  if (proto !== 'icmp') return 'no';
  if (!icmp) return 'maybe';
  const isCode = (codes: PortRange | undefined): boolean =>
    codes === undefined || (icmp.code >= codes.from && icmp.code <= codes.to);
  return truth(types.some(({ type, codes }) => type === icmp.type && isCode(codes)));
}

/** Who has too few packets in the list, those of this connection included, is not in it; how old they are is not known. */
function testRecent({ entries, side, mask, hits, timed, own = 0 }: TestOf<'recent'>, seen: Seen): Truth {
  const address = side === 'src' ? seen.src : seen.dst;
  if (!entries || address === undefined) return 'maybe';
  const isOne = (text: string): boolean => (((parseAddress(text) ?? 0) ^ address) & mask) === 0;
  const packets = entries.find((one) => isOne(one.address))?.packets ?? 0;
  if (packets + own < hits) return 'no';
  return packets >= hits && !timed ? 'yes' : 'maybe';
}

/** A frame for one machine carries a packet for one; others may come in either. */
function testFrame(types: readonly string[], dst: number | undefined): Truth {
  if (dst === undefined || dst >>> 28 === 14 || dst === 0xffffffff) return 'maybe';
  return truth(types.includes('unicast'));
}

/** Packets that come from a bridge's port and leave by the same bridge have both ports. */
function testBridged(seen: Seen): Truth {
  if (seen.physIn === null || seen.physOut === null) return 'no';
  if (seen.iif !== undefined && seen.oif !== undefined && seen.oif !== null && seen.iif !== seen.oif) return 'no';
  return truth(seen.physIn !== undefined && seen.physOut !== undefined ? true : undefined);
}

function testPlain(test: Match, seen: Seen): Truth {
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
      return testAddressTypes(test, seen);
    case 'reverse-path':
      return testReversePath(test, seen);
    case 'route':
      return testRoute(test, seen);
    case 'mark':
      return testMark(test, seen);
    case 'connection':
      return testConnection(test, seen);
    case 'direction':
      return truth(seen.connection && seen.connection.direction === test.is);
    case 'icmp':
      return testIcmp(test, seen);
    case 'length':
      return testPort(undefined, test.ranges, seen.length ?? { from: 0, to: 65_535 });
    case 'fragment':
      return seen.fragment ? 'maybe' : 'no';
    case 'owner':
      return isForwarded(seen) ? 'no' : 'maybe';
    case 'frame-type':
      return testFrame(test.types, seen.dst);
    case 'recent':
      return testRecent(test, seen);
    case 'chance':
      return truth(seen.luck?.get(test));
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
  'reverse-path',
  'route',
  'icmp',
]);

/** What stands in the transport header. */
const ofFirstPiece: ReadonlySet<Match['kind']> = new Set(['port', 'tcp-flags', 'icmp']);

const ofConnection = (match: Match): boolean =>
  ['ct-status', 'connection', 'direction'].includes(match.kind) || (match.kind === 'mark' && match.of === 'connection');

/** Of no socket of this machine. */
const isForwarded = ({ hook, iif }: Seen): boolean =>
  hook === 'forward' || (hook === 'postrouting' && typeof iif === 'string');

/** Whether one condition holds. */
export function testMatch(match: Match, seen: Seen): Truth {
  if (seen.family === 'arp' && ofIp.has(match.kind)) return 'no';
  // Without a conntrack entry nobody has a status: the rule stops there, even if it asks for "not" (nft_ct, xt_conntrack).
  const isTracked = seen.ctState !== 'invalid' && seen.ctState !== 'untracked';
  if (ofConnection(match) && !isTracked) return 'no';
  if (match.kind === 'owner' && match.breaks && isForwarded(seen)) return 'no';
  const plain = testPlain(match, seen);
  const holds = match.negated ? not(plain) : plain;
  // The other pieces have none: they fail what asks for it, whatever it asks.
  return seen.fragment && ofFirstPiece.has(match.kind) && holds === 'yes' ? 'maybe' : holds;
}

/** Whether all conditions hold. */
export function testAll(matches: readonly Match[], seen: Seen): Truth {
  return every(matches.map((match) => testMatch(match, seen)));
}
