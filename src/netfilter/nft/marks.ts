import { connectionMark, constantMark, maskMark, packetMark, setBits, xorMarks } from '../marks.ts';
import type { Effect, MarkValue } from '../target.ts';
import { get, type Json, listOf, text, variant } from './json.ts';

/** `meta mark`, `ct mark` or a number, with `&`, `|` and `^`; undefined: it cannot be told (a map, a shift). */
function markValue(value: Json): MarkValue | undefined {
  if (typeof value === 'number') return constantMark(value);
  if (text(value, 'meta', 'key') === 'mark') return packetMark;
  if (text(value, 'ct', 'key') === 'mark') return connectionMark;
  const [op, inside] = variant(value) ?? [];
  const [left, right, ...more] = listOf(inside).map(markValue);
  if (!left || !right || more.length > 0) return undefined;
  if (op === '^') return xorMarks(left, right);
  const isConstant = right.packet === 0 && right.connection === 0;
  if (op === '&') return isConstant ? maskMark(left, right.constant) : undefined;
  if (op !== '|') return undefined;
  if (isConstant) return setBits(left, right.constant, right);
  // Marks that have no bit in common.
  const bits = (one: MarkValue): number => one.packet | one.connection | one.constant;
  return (bits(left) & bits(right)) === 0 ? xorMarks(left, right) : undefined;
}

/** What `meta mark set …` and `ct mark set …` do; undefined: another key. */
export function markEffect(key: Json, value: Json): Effect | undefined {
  const isPacket = text(key, 'meta', 'key') === 'mark';
  const isConnection = text(key, 'ct', 'key') === 'mark' && get(key, 'ct', 'dir') === undefined;
  if (!isPacket && !isConnection) return undefined;
  const known = markValue(value);
  return { name: 'set', marks: { of: isPacket ? 'packet' : 'connection', ...(known ? { value: known } : {}) } };
}
