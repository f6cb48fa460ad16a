import { type AddressRange, parseAddress, parseRange, prefixRange } from '../../ipv4.ts';
import type { PortRange } from '../ports.ts';
import { get, type Json, number, text } from './json.ts';

/** All values read, or undefined when one is of a form that we do not know. */
export function each<T>(list: readonly Json[], read: (value: Json) => T | undefined): readonly T[] | undefined {
  const known = list.map(read).filter((value) => value !== undefined);
  return known.length === list.length ? known : undefined;
}

/** `"1.2.3.4"`, `{prefix: {addr, len}}` or `{range: [a, b]}`. */
export function addressValue(value: Json): AddressRange | undefined {
  if (typeof value === 'string') return parseRange(value);
  const base = parseAddress(text(value, 'prefix', 'addr') ?? '');
  const length = number(value, 'prefix', 'len');
  if (base !== undefined && length !== undefined && length >= 0 && length <= 32) return prefixRange(base, length);
  const range = get(value, 'range');
  return Array.isArray(range) && range.length === 2 ? parseRange(range.join('-')) : undefined;
}

/** `80` or `{range: [80, 90]}`. */
export function portValue(value: Json): PortRange | undefined {
  if (typeof value === 'number') return { from: value, to: value };
  const range = get(value, 'range');
  const [from, to] = Array.isArray(range) ? range : [];
  return typeof from === 'number' && typeof to === 'number' ? { from, to } : undefined;
}

export function wordValue(value: Json): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
