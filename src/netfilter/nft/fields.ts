import { type MatchTest, namePattern } from '../match.ts';
import { type CtState, ctStates } from '../packet.ts';
import { protocolName } from '../protocols.ts';
import { get, type Json, listOf, number, text } from './json.ts';
import { addressValue, each, portValue, wordValue } from './values.ts';

/** What stands on the left of a match: how its values are read, and what it silently demands first. */
export interface Field {
  /** `tcp dport` also demands that it is TCP; nft leaves that out of its listing. */
  readonly implies: readonly MatchTest[];
  readonly read: (values: readonly Json[]) => MatchTest | undefined;
}

type Reader = Field['read'];

function interfaceField(kind: 'interface' | 'bridge-port', side: 'in' | 'out'): Reader {
  return (values) => {
    const words = each(values, wordValue);
    return words && { kind, side, names: words.map((word) => namePattern(word, '*')) };
  };
}

function protocolField(values: readonly Json[]): MatchTest | undefined {
  const names = each(values, wordValue);
  return names && { kind: 'protocol', names: names.map(protocolName) };
}

/** JSON writes the same protocol as `ipv4` (nfproto) or `ip` (protocol, ether type). */
function familyField(values: readonly Json[]): MatchTest | undefined {
  const names = each(values, wordValue);
  return (
    names && { kind: 'family', families: names.map((name) => name.replace(/^ipv4$/, 'ip').replace(/^ipv6$/, 'ip6')) }
  );
}

function addressField(side: 'src' | 'dst'): Reader {
  return (values) => {
    const ranges = each(values, addressValue);
    return ranges && { kind: 'address', side, ranges };
  };
}

function portField(side: 'src' | 'dst'): Reader {
  return (values) => {
    const ranges = each(values, portValue);
    return ranges && { kind: 'port', side, ranges };
  };
}

function stateField(values: readonly Json[]): MatchTest | undefined {
  const states = each(values, (value) => ctStates.find((state) => state === value));
  return states && { kind: 'ct-state', states: states as readonly CtState[] };
}

function typeField(side: 'src' | 'dst'): Reader {
  return (values) => {
    const types = each(values, wordValue);
    return types && { kind: 'address-type', side, types };
  };
}

const nothing: Reader = () => undefined;

/** In the bridge family `iifname` is a port, and `ibrname` the bridge. */
function metaReader(key: string, family: string): Reader {
  const device = family === 'bridge' ? 'bridge-port' : 'interface';
  switch (key) {
    case 'iif':
    case 'iifname':
      return interfaceField(device, 'in');
    case 'oif':
    case 'oifname':
      return interfaceField(device, 'out');
    case 'ibrname':
    case 'obrname':
      return interfaceField('interface', key === 'ibrname' ? 'in' : 'out');
    case 'l4proto':
      return protocolField;
    case 'nfproto':
    case 'protocol':
      return familyField;
    default:
      return nothing;
  }
}

const transports: ReadonlySet<string> = new Set([
  'tcp',
  'udp',
  'udplite',
  'sctp',
  'dccp',
  'icmp',
  'icmpv6',
  'esp',
  'ah',
]);

function ipReader(field: string): Reader {
  if (field === 'saddr' || field === 'daddr') return addressField(field === 'saddr' ? 'src' : 'dst');
  return field === 'protocol' ? protocolField : nothing;
}

function payloadField(protocol: string, field: string): Field {
  const port = field === 'sport' ? portField('src') : field === 'dport' ? portField('dst') : nothing;
  if (transports.has(protocol)) return { implies: [{ kind: 'protocol', names: [protocolName(protocol)] }], read: port };
  if (protocol === 'th') return { implies: [], read: port };
  if (protocol === 'ip') return { implies: [{ kind: 'family', families: ['ip'] }], read: ipReader(field) };
  if (protocol === 'ip6' || protocol === 'arp')
    return { implies: [{ kind: 'family', families: [protocol] }], read: nothing };
  return { implies: [], read: protocol === 'ether' && field === 'type' ? familyField : nothing };
}

/** Ports as raw bytes of the transport header: how older nft writes `th sport` and `th dport`. */
function rawField(left: Json): Field {
  const offset = number(left, 'payload', 'offset');
  const isPort = text(left, 'payload', 'base') === 'th' && number(left, 'payload', 'len') === 16;
  if (!isPort || (offset !== 0 && offset !== 16)) return { implies: [], read: nothing };
  return { implies: [], read: portField(offset === 0 ? 'src' : 'dst') };
}

function fibField(left: Json): Reader {
  const flags = listOf(get(left, 'fib', 'flags'));
  const [side] = flags;
  // With `. iif` the answer depends on the interface: not ours to know.
  if (text(left, 'fib', 'result') !== 'type' || flags.length !== 1) return nothing;
  return side === 'saddr' || side === 'daddr' ? typeField(side === 'saddr' ? 'src' : 'dst') : nothing;
}

/** Never fails: a field that we do not know reads no values. */
export function fieldOf(left: Json, family: string): Field {
  const meta = text(left, 'meta', 'key');
  if (meta !== undefined) return { implies: [], read: metaReader(meta, family) };
  const protocol = text(left, 'payload', 'protocol');
  if (protocol !== undefined) return payloadField(protocol, text(left, 'payload', 'field') ?? '');
  if (get(left, 'payload') !== undefined) return rawField(left);
  if (get(left, 'fib') !== undefined) return { implies: [], read: fibField(left) };
  const state = text(left, 'ct', 'key') === 'state' && get(left, 'ct', 'dir') === undefined;
  return { implies: [], read: state ? stateField : nothing };
}
