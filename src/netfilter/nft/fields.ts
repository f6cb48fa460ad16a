import type { MatchTest } from '../match.ts';
import { protocolName } from '../protocols.ts';
import { readerOf } from './expressions.ts';
import { get, type Json, listOf, number, text } from './json.ts';
import { portField, type Reader, typeField } from './readers.ts';

/** What stands on the left of a match: how its values are read, and what it silently demands first. */
export interface Field {
  /** `tcp dport` also demands that it is TCP; nft leaves that out of its listing. */
  readonly implies: readonly MatchTest[];
  readonly read: Reader;
}

const nothing: Reader = () => undefined;

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

/** What a header's field demands: that there is such a header. */
function impliedBy(protocol: string): readonly MatchTest[] {
  if (transports.has(protocol)) return [{ kind: 'protocol', names: [protocolName(protocol)] }];
  return ['ip', 'ip6', 'arp'].includes(protocol) ? [{ kind: 'family', families: [protocol] }] : [];
}

/** Ports as raw bytes of the transport header: how older nft writes `th sport` and `th dport`. */
function rawField(left: Json): Reader {
  const offset = number(left, 'payload', 'offset');
  const isPort = text(left, 'payload', 'base') === 'th' && number(left, 'payload', 'len') === 16;
  if (!isPort || (offset !== 0 && offset !== 16)) return nothing;
  return portField(offset === 0 ? 'src' : 'dst');
}

/** `fib daddr type`, `fib saddr . iif type`; what asks for a device is read by fib.ts. */
function fibField(left: Json): Reader {
  const [side, on, ...more] = listOf(get(left, 'fib', 'flags'));
  if (text(left, 'fib', 'result') !== 'type' || more.length > 0) return nothing;
  if ((side !== 'saddr' && side !== 'daddr') || (on !== undefined && on !== 'iif' && on !== 'oif')) return nothing;
  return typeField(side === 'saddr' ? 'src' : 'dst', on === undefined ? undefined : on === 'iif' ? 'in' : 'out');
}

/** Never fails: a field that we do not know reads no values. */
export function fieldOf(left: Json, family: string): Field {
  const meta = text(left, 'meta', 'key');
  if (meta !== undefined) return { implies: [], read: readerOf(`meta ${meta}`, family) };
  const protocol = text(left, 'payload', 'protocol');
  if (protocol !== undefined) {
    const key = `${protocol} ${text(left, 'payload', 'field') ?? ''}`;
    return { implies: impliedBy(protocol), read: readerOf(key, family) };
  }
  if (get(left, 'payload') !== undefined) return { implies: [], read: rawField(left) };
  if (get(left, 'fib') !== undefined) return { implies: [], read: fibField(left) };
  const ct = text(left, 'ct', 'key');
  if (ct === undefined) return { implies: [], read: nothing };
  const tuple = text(left, 'ct', 'dir');
  return { implies: [], read: readerOf(['ct', tuple, ct].filter(Boolean).join(' '), family) };
}
