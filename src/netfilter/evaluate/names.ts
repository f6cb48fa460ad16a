import type { NamePattern } from '../match.ts';
import { type Truth, truth } from './truth.ts';

export function testName(name: string | null | undefined, patterns: readonly NamePattern[]): Truth {
  if (name === undefined) return 'maybe';
  // A hook without such a device sees an empty name, which `+` alone still matches.
  const text = name ?? '';
  return truth(patterns.some((pattern) => (pattern.prefix ? text.startsWith(pattern.name) : text === pattern.name)));
}
