import type { Match, MatchTest } from '../match.ts';
import { type CtState, type CtStatus, ctStates, ctStatuses } from '../packet.ts';
import { get, isObject, type Json, listOf, text as textOf } from './json.ts';

/**
 * Fields that are bit sets compare in their own way (seen with `nft --debug=netlink`, nft 1.0.6): without an operator (`in`) one
 * common bit is enough, `!` demands none, but `==` and `!=` compare the whole field, so `ct state != established,related`
 * is always true: no packet has two states.
 */
const everyTcpFlag = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg', 'ecn', 'cwr'];

function words(right: Json): readonly string[] | undefined {
  const list = isObject(right) ? listOf(get(right, '|')) : listOf(right);
  const known = list.filter((word) => typeof word === 'string' && !word.startsWith('@'));
  return known.length === list.length && list.length > 0 ? (known as string[]) : undefined;
}

function known<T extends string>(list: readonly string[], names: readonly T[]): readonly T[] | undefined {
  const found = list.map((word) => names.find((name) => name === word)).filter((name) => name !== undefined);
  return found.length === list.length ? found : undefined;
}

function stateTest(op: string, list: readonly string[]): MatchTest | undefined {
  const states = known<CtState>(list, ctStates);
  if (!states) return undefined;
  const whole = (op === '==' || op === '!=') && states.length > 1;
  return { kind: 'ct-state', states: whole ? [] : states };
}

function statusTest(op: string, list: readonly string[]): MatchTest | undefined {
  const statuses = known<CtStatus>(list, ctStatuses);
  return statuses && (op === 'in' || op === '!') ? { kind: 'ct-status', statuses } : undefined;
}

function tcpTest(op: string, list: readonly string[], mask: readonly string[], text: string): MatchTest {
  if (op === '==' || op === '!=') return { kind: 'tcp-flags', mask, set: list };
  const one = list.map((flag): Match[] => [{ kind: 'tcp-flags', mask: [flag], set: [flag], negated: false, text }]);
  return { kind: 'any', of: one };
}

/** undefined: not a field of flags, or a set of them, which is read like any other field. */
export function flagsMatch(op: string, left: Json, right: Json, text: string): Match[] | undefined {
  const list = words(right);
  if (!list || !['in', '!', '==', '!='].includes(op)) return undefined;
  const negated = op === '!' || op === '!=';
  const [inner, mask] = listOf(get(left, '&'));
  const field = inner ?? left;
  if (textOf(field, 'payload', 'protocol') === 'tcp' && textOf(field, 'payload', 'field') === 'flags') {
    const bits = inner === undefined ? everyTcpFlag : words(mask);
    const test = bits ? tcpTest(op, list, bits, text) : ({ kind: 'unknown' } as const);
    return [
      { kind: 'protocol', names: ['tcp'], negated: false, text },
      { ...test, negated: bits ? negated : false, text },
    ];
  }
  if (inner !== undefined || get(left, 'ct', 'dir') !== undefined) return undefined;
  const key = textOf(left, 'ct', 'key');
  const test = key === 'state' ? stateTest(op, list) : key === 'status' ? statusTest(op, list) : undefined;
  return test && [{ ...test, negated, text }];
}
