import { formatAddress } from '../../ipv4.ts';
import { unreachable } from '../../result.ts';
import type { Match } from '../match.ts';
import { testMatch } from './condition.ts';
import type { Seen } from './seen.ts';

export type PacketField =
  | 'iif'
  | 'oif'
  | 'physIn'
  | 'physOut'
  | 'src'
  | 'dst'
  | 'proto'
  | 'sport'
  | 'dport'
  | 'ctState'
  | 'ctStatus'
  | 'tcpFlags'
  | 'family'
  | 'mark'
  | 'connectionMark'
  | 'other';

/** Why a rule did not match: what it wants of which field, and what the packet has there. */
export interface Difference {
  readonly field: PacketField;
  /** The condition that failed, e.g. `! -i lan0` or `udp dport 53`. */
  readonly wants: string;
  /** The packet's own value; empty when it has none. */
  readonly is: string;
  readonly match: Match;
}

function fieldOf(match: Match): PacketField {
  switch (match.kind) {
    case 'interface':
      return match.side === 'in' ? 'iif' : 'oif';
    case 'bridge-port':
      return match.side === 'in' ? 'physIn' : 'physOut';
    case 'bridged':
      return 'physOut';
    case 'address':
    case 'address-type':
    case 'route':
      return match.side;
    case 'reverse-path':
      return 'src';
    case 'direction':
      return 'ctState';
    case 'icmp':
      return 'proto';
    case 'mark':
      return match.of === 'packet' ? 'mark' : 'connectionMark';
    case 'protocol':
      return 'proto';
    case 'port':
      return match.side === 'src' ? 'sport' : 'dport';
    case 'ct-state':
      return 'ctState';
    case 'ct-status':
      return 'ctStatus';
    case 'tcp-flags':
      return 'tcpFlags';
    case 'family':
      return 'family';
    case 'connection':
    case 'length':
    case 'fragment':
    case 'owner':
    case 'frame-type':
    case 'recent':
    case 'chance':
    case 'any':
    case 'unknown':
      return 'other';
    default:
      return unreachable(match);
  }
}

function packetValue(field: PacketField, seen: Seen): string {
  switch (field) {
    case 'src':
    case 'dst':
      return seen[field] === undefined ? '' : formatAddress(seen[field]);
    case 'family':
      return seen.family;
    case 'other':
      return '';
    case 'mark':
    case 'connectionMark':
      return seen[field] === undefined ? '' : `0x${seen[field].toString(16)}`;
    case 'ctStatus':
      return seen.ctStatus?.join(',') ?? '';
    case 'tcpFlags':
      return [...seen.tcpFlags].flatMap(([flag, isOn]) => (isOn ? flag : [])).join(',');
    default:
      return String(seen[field] ?? '');
  }
}

/** The conditions that surely fail; empty: the rule matches, or may match. */
export const failing = (matches: readonly Match[], seen: Seen): readonly Match[] =>
  matches.filter((match) => testMatch(match, seen) === 'no');

/** What the packet has instead, for each condition that surely fails. */
export function differences(matches: readonly Match[], seen: Seen): readonly Difference[] {
  return failing(matches, seen).map((match) => {
    const field = fieldOf(match);
    return { field, wants: match.text, is: packetValue(field, seen), match };
  });
}
