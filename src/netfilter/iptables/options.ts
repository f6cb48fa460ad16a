import { parseRange } from '../../ipv4.ts';
import { type MatchTest, namePattern } from '../match.ts';
import { type CtState, type CtStatus, ctStates, ctStatuses } from '../packet.ts';
import type { PortRange } from '../ports.ts';
import { protocolName } from '../protocols.ts';

/** How many words follow an option, and what they ask; undefined: not a form that we understand. */
export interface Option {
  readonly words: number;
  readonly read: (first: string, second: string) => MatchTest | undefined;
}

const list = (text: string): string[] => text.split(',');

function all<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

/** `80`, `80:90`, `:90`, `80:`. */
export function portRange(text: string): PortRange | undefined {
  const [, low, colon, high] = /^(\d*)([:-]?)(\d*)$/.exec(text) ?? [];
  if (low === undefined || (low === '' && colon === '')) return undefined;
  const from = Number(low || 0);
  const to = colon ? Number(high || 65535) : from;
  return from <= to && to <= 65535 ? { from, to } : undefined;
}

function address(side: 'src' | 'dst', text: string): MatchTest | undefined {
  const ranges = all(list(text).map(parseRange));
  return ranges && { kind: 'address', side, ranges };
}

function port(side: 'src' | 'dst' | 'either', text: string): MatchTest | undefined {
  const ranges = all(list(text).map(portRange));
  return ranges && { kind: 'port', side, ranges };
}

function connectionState(text: string): MatchTest | undefined {
  const words = list(text).map((word) => word.toLowerCase());
  const states = words.filter((word): word is CtState => (ctStates as readonly string[]).includes(word));
  // SNAT and DNAT are "virtual states" of --ctstate: really status bits of the connection.
  const statuses = words.filter((word): word is CtStatus => word === 'snat' || word === 'dnat');
  if (states.length + statuses.length < words.length) return undefined;
  const state: MatchTest = { kind: 'ct-state', states };
  if (statuses.length === 0) return state;
  const status: MatchTest = { kind: 'ct-status', statuses };
  return { kind: 'any', of: [state, status].map((test) => [{ ...test, negated: false, text }]) };
}

function connectionStatus(text: string): MatchTest | undefined {
  const words = list(text).map((word) => word.toLowerCase().replace('_', '-'));
  const statuses = words.filter((word): word is CtStatus => (ctStatuses as readonly string[]).includes(word));
  return statuses.length === words.length ? { kind: 'ct-status', statuses } : undefined;
}

const everyFlag = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg'];

function flags(text: string): readonly string[] {
  if (text === 'ALL') return everyFlag;
  return text === 'NONE' ? [] : list(text.toLowerCase());
}

function tcpFlags(mask: string, set: string): MatchTest {
  return { kind: 'tcp-flags', mask: flags(mask), set: flags(set) };
}

function device(kind: 'interface' | 'bridge-port', side: 'in' | 'out', text: string): MatchTest {
  return { kind, side, names: [namePattern(text, '+')] };
}

const types = (side: 'src' | 'dst', text: string): MatchTest => ({
  kind: 'address-type',
  side,
  types: list(text.toLowerCase()),
});

/** Options that we understand exactly; man iptables and man iptables-extensions. */
export const options: { readonly [option: string]: Option } = {
  '-i': { words: 1, read: (name) => device('interface', 'in', name) },
  '-o': { words: 1, read: (name) => device('interface', 'out', name) },
  '-s': { words: 1, read: (text) => address('src', text) },
  '-d': { words: 1, read: (text) => address('dst', text) },
  '-p': { words: 1, read: (name) => ({ kind: 'protocol', names: [protocolName(name)] }) },
  '--sport': { words: 1, read: (text) => port('src', text) },
  '--dport': { words: 1, read: (text) => port('dst', text) },
  '--sports': { words: 1, read: (text) => port('src', text) },
  '--dports': { words: 1, read: (text) => port('dst', text) },
  '--ports': { words: 1, read: (text) => port('either', text) },
  '--src-range': { words: 1, read: (text) => address('src', text) },
  '--dst-range': { words: 1, read: (text) => address('dst', text) },
  '--src-type': { words: 1, read: (text) => types('src', text) },
  '--dst-type': { words: 1, read: (text) => types('dst', text) },
  '--ctstate': { words: 1, read: connectionState },
  '--state': { words: 1, read: connectionState },
  '--ctstatus': { words: 1, read: connectionStatus },
  '--tcp-flags': { words: 2, read: tcpFlags },
  '--syn': { words: 0, read: () => tcpFlags('FIN,SYN,RST,ACK', 'SYN') },
  '--physdev-in': { words: 1, read: (name) => device('bridge-port', 'in', name) },
  '--physdev-out': { words: 1, read: (name) => device('bridge-port', 'out', name) },
  '--physdev-is-in': { words: 0, read: () => device('bridge-port', 'in', '+') },
  '--physdev-is-out': { words: 0, read: () => device('bridge-port', 'out', '+') },
  '--physdev-is-bridged': { words: 0, read: () => ({ kind: 'bridged' }) },
};

/** Modules whose options are all above or make an unknown match by themselves. */
export const knownModules: ReadonlySet<string> = new Set([
  'tcp',
  'udp',
  'sctp',
  'dccp',
  'udplite',
  'multiport',
  'iprange',
  'addrtype',
  'conntrack',
  'state',
  'physdev',
  'comment',
]);
