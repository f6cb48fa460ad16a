import { allBits } from '../marks.ts';

/** Words of one module or target, read as `--name value` pairs. */
export function option(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
}

export const has = (words: readonly string[], name: string): boolean => words.includes(name);

/** `0x1f`, `017` or `12`, as strtoul() reads them: an unsigned number of 32 bits. */
export function number(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) return undefined;
  const value = /^0\d/.test(text) ? Number.parseInt(text, 8) : Number(text);
  return Number.isInteger(value) && value <= allBits ? value : undefined;
}

/** `value` or `value/mask`; without a mask all bits count. */
export function masked(text: string | undefined): { readonly value: number; readonly mask: number } | undefined {
  const [head, tail, more] = (text ?? '').split('/');
  const value = number(head);
  const mask = tail === undefined ? allBits : number(tail);
  return value === undefined || mask === undefined || more !== undefined ? undefined : { value, mask };
}
