import { type MatchTest, namePattern } from '../match.ts';
import { type CtState, ctStates } from '../packet.ts';
import { protocolName } from '../protocols.ts';
import type { Json } from './json.ts';
import { addressValue, each, portValue, wordValue } from './values.ts';

/** Reads the values on the right of a match into what it asks; undefined: not a form that we understand. */
export type Reader = (values: readonly Json[]) => MatchTest | undefined;
type Side = 'src' | 'dst';

export function interfaceField(kind: 'interface' | 'bridge-port', side: 'in' | 'out'): Reader {
  return (values) => {
    const words = each(values, wordValue);
    return words && { kind, side, names: words.map((word) => namePattern(word, '*')) };
  };
}

export const protocolField: Reader = (values) => {
  const names = each(values, wordValue);
  return names && { kind: 'protocol', names: names.map(protocolName) };
};

/** JSON writes the same protocol as `ipv4` (nfproto) or `ip` (protocol, ether type). */
export const familyField: Reader = (values) => {
  const names = each(values, wordValue);
  return (
    names && { kind: 'family', families: names.map((name) => name.replace(/^ipv4$/, 'ip').replace(/^ipv6$/, 'ip6')) }
  );
};

export function addressField(side: Side): Reader {
  return (values) => {
    const ranges = each(values, addressValue);
    return ranges && { kind: 'address', side, ranges };
  };
}

export function portField(side: Side): Reader {
  return (values) => {
    const ranges = each(values, portValue);
    return ranges && { kind: 'port', side, ranges };
  };
}

export const stateField: Reader = (values) => {
  const states = each(values, (value) => ctStates.find((state) => state === value));
  return states && { kind: 'ct-state', states: states as readonly CtState[] };
};

export function typeField(side: Side, on?: 'in' | 'out'): Reader {
  return (values) => {
    const types = each(values, wordValue);
    return types && { kind: 'address-type', side, types, ...(on === undefined ? {} : { on }) };
  };
}

export function markField(of: 'packet' | 'connection', mask: number): Reader {
  return (values) => {
    const ranges = each(values, portValue);
    return ranges && { kind: 'mark', of, mask, ranges };
  };
}

export function connectionField(tuple: 'original' | 'reply', side: Side, what: 'address' | 'port'): Reader {
  return (values) => {
    const ranges = each(values, what === 'address' ? addressValue : portValue);
    return ranges && { kind: 'connection', tuple, side, what, ranges };
  };
}

export const directionField: Reader = ([is, ...more]) =>
  (is === 'original' || is === 'reply') && more.length === 0 ? { kind: 'direction', is } : undefined;

export const lengthField: Reader = (values) => {
  const ranges = each(values, portValue);
  return ranges && { kind: 'length', ranges };
};

/** linux/icmp.h, by nft's names. */
const icmpTypes: ReadonlyMap<Json, number> = new Map([
  ['echo-reply', 0],
  ['destination-unreachable', 3],
  ['source-quench', 4],
  ['redirect', 5],
  ['echo-request', 8],
  ['router-advertisement', 9],
  ['router-solicitation', 10],
  ['time-exceeded', 11],
  ['parameter-problem', 12],
  ['timestamp-request', 13],
  ['timestamp-reply', 14],
  ['info-request', 15],
  ['info-reply', 16],
  ['address-mask-request', 17],
  ['address-mask-reply', 18],
]);

export const icmpField: Reader = (values) => {
  const types = each(values, (value) => (typeof value === 'number' ? value : icmpTypes.get(value)));
  return types && { kind: 'icmp', types: types.map((type) => ({ type })) };
};

export const frameField: Reader = (values) => {
  const types = each(values, wordValue);
  return types && { kind: 'frame-type', types: types.map((type) => type.replace(/^host$/, 'unicast')) };
};

/** Of whom nobody of this machine has made, nft does not ask at all: the rule stops (NFT_BREAK). */
export const ownerField: Reader = () => ({ kind: 'owner', breaks: true });
