import type { MarkValue } from './target.ts';

/** Arithmetic of 32 bit marks; all values are unsigned. */
const bits = (value: number): number => value >>> 0;

export const allBits = 0xffff_ffff;

export const constantMark = (constant: number): MarkValue => ({ packet: 0, connection: 0, constant: bits(constant) });
export const packetMark: MarkValue = { packet: allBits, connection: 0, constant: 0 };
export const connectionMark: MarkValue = { packet: 0, connection: allBits, constant: 0 };

export function xorMarks(one: MarkValue, other: MarkValue): MarkValue {
  return {
    packet: bits(one.packet ^ other.packet),
    connection: bits(one.connection ^ other.connection),
    constant: bits(one.constant ^ other.constant),
  };
}

export function maskMark({ packet, connection, constant }: MarkValue, mask: number): MarkValue {
  return { packet: bits(packet & mask), connection: bits(connection & mask), constant: bits(constant & mask) };
}

/** How the kernel sets marks: the bits of the mask are cleared, then the value is XORed in (xt_MARK, xt_CONNMARK). */
export const setBits = (old: MarkValue, mask: number, value: MarkValue): MarkValue =>
  xorMarks(maskMark(old, ~mask), value);

/** Undefined where a bit is asked of a mark that is not known. */
export function markAfter(
  { packet, connection, constant }: MarkValue,
  now: number | undefined,
  ofConnection: number | undefined,
): number | undefined {
  if ((packet !== 0 && now === undefined) || (connection !== 0 && ofConnection === undefined)) return undefined;
  return bits(((now ?? 0) & packet) ^ ((ofConnection ?? 0) & connection) ^ constant);
}
