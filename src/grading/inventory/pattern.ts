import { type Text, text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';

/** The most machines that one file may name: more is a slip of a range, or an attack on our memory. */
export const maxMachines = 10_000;

export interface Pattern {
  readonly names: readonly string[];
  readonly port?: string;
}

/**
 * `name`, `name:port`, `[IPv6]:port`, and ranges: `vm[01:30]` keeps the zeros, `vm[a:f]`, `vm[1:9:2]` has a step, several in
 * one name multiply.
 */
export function expandPattern(word: string): Result<Pattern, Text> {
  const bad = err(text('inventory.pattern', { pattern: word.slice(0, 60) }));
  // A name is no longer than 255 characters; its ranges are a few more.
  if (word.length > 400) return bad;
  const six = /^\[([0-9a-fA-F:.]*)\](?::(\d+))?$/.exec(word);
  if (six?.[1] !== undefined && isSix(six[1]))
    return ok({ names: [six[1]], ...(six[2] === undefined ? {} : { port: six[2] }) });
  // A bare IPv6 address has no port: its colons are its own.
  if (isSix(word)) return ok({ names: [word] });
  const [, pattern = '', port] = /^((?:[^[\]:]|\[[^\]]*\])+)(?::(\d+))?$/.exec(word) ?? [];
  if (pattern === '') return bad;
  let names: readonly string[] = [''];
  for (const [, plain, range] of pattern.matchAll(/([^[\]]+)|\[([^[\]]*)\]/g)) {
    const parts = range === undefined ? [plain ?? ''] : rangeOf(range);
    if (!parts) return bad;
    if (names.length * parts.length > maxMachines) return err(text('inventory.too-many', { count: maxMachines }));
    names = names.flatMap((name) => parts.map((part) => name + part));
  }
  return ok({ names, ...(port === undefined ? {} : { port }) });
}

/** Looks like IPv6: two colons at least. */
const isSix = (word: string): boolean => /^[0-9a-fA-F:.]+$/.test(word) && word.split(':').length > 2;

function rangeOf(range: string): readonly string[] | undefined {
  const [, from = '', to = '', stepWord] = /^([0-9]*|[A-Za-z]):([0-9]+|[A-Za-z])(?::([1-9][0-9]*))?$/.exec(range) ?? [];
  const step = Number(stepWord ?? 1);
  if (to === '' || from.length > 9 || to.length > 9) return undefined;
  if (/[A-Za-z]/.test(from) !== /[A-Za-z]/.test(to)) return undefined;
  if (/[A-Za-z]/.test(from)) {
    if ((from.toLowerCase() === from) !== (to.toLowerCase() === to)) return undefined;
    return counted(from.charCodeAt(0), to.charCodeAt(0), step)?.map((code) => String.fromCharCode(code));
  }
  const padded = from.length > 1 && from.startsWith('0');
  if (padded && from.length !== to.length) return undefined;
  return counted(Number(from), Number(to), step)?.map((n) => String(n).padStart(padded ? from.length : 0, '0'));
}

function counted(from: number, to: number, step: number): readonly number[] | undefined {
  const length = Math.floor((to - from) / step) + 1;
  if (from > to || length > maxMachines) return undefined;
  return Array.from({ length }, (_, index) => from + index * step);
}
