import { allBits, connectionMark, constantMark, maskMark, packetMark, setBits, xorMarks } from '../marks.ts';
import type { Effect, MarkValue } from '../target.ts';
import { has, masked, number, option } from './words.ts';

/** The new value by one of the options that MARK and CONNMARK share; undefined: none of them, or not readable. */
function set(words: readonly string[], old: MarkValue): MarkValue | undefined {
  const xored = masked(option(words, '--set-xmark'));
  if (xored) return setBits(old, xored.mask, constantMark(xored.value));
  const plain = masked(option(words, '--set-mark'));
  // The mask of --set-mark takes in the value's own bits.
  if (plain) return setBits(old, (plain.mask | plain.value) >>> 0, constantMark(plain.value));
  const and = number(option(words, '--and-mark'));
  if (and !== undefined) return maskMark(old, and);
  const or = number(option(words, '--or-mark'));
  if (or !== undefined) return setBits(old, or, constantMark(or));
  const xor = number(option(words, '--xor-mark'));
  return xor === undefined ? undefined : xorMarks(old, constantMark(xor));
}

const changing = (name: string, of: 'packet' | 'connection', value: MarkValue | undefined): Effect => ({
  name,
  marks: { of, ...(value ? { value } : {}) },
});

export const mark = (words: readonly string[]): Effect => changing('MARK', 'packet', set(words, packetMark));

/** `--save-mark`: bits of the packet's mark go into the connection's; `--restore-mark`: the other way. */
export function connmark(words: readonly string[]): Effect {
  const isRestore = has(words, '--restore-mark');
  if (!isRestore && !has(words, '--save-mark')) return changing('CONNMARK', 'connection', set(words, connectionMark));
  const both = option(words, '--mask');
  const bitsOf = (name: string): number | undefined => {
    const own = option(words, name) ?? both;
    return own === undefined ? allBits : number(own);
  };
  const [packet, connection] = [bitsOf('--nfmask'), bitsOf('--ctmask')];
  const of = isRestore ? 'packet' : 'connection';
  if (
    packet === undefined ||
    connection === undefined ||
    has(words, '--left-shift-mark') ||
    has(words, '--right-shift-mark')
  )
    return changing('CONNMARK', of, undefined);
  const value = isRestore
    ? setBits(packetMark, packet, maskMark(connectionMark, connection))
    : setBits(connectionMark, connection, maskMark(packetMark, packet));
  return changing('CONNMARK', of, value);
}

/** `--map-set … --map-mark`: the mark comes out of the set. */
export const setTarget = (words: readonly string[]): Effect =>
  has(words, '--map-mark') ? { name: 'SET', marks: { of: 'packet' } } : { name: 'SET' };

/** `--clamp-mss-to-pmtu`, or a number: segments become no longer than that. */
export const segments = (words: readonly string[]): Effect => ({
  name: 'TCPMSS',
  mss: number(option(words, '--set-mss')) ?? 'path',
});
