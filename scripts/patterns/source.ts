import { globSync } from 'node:fs';
import { parseSync } from '@swc/core';
import type { Pattern } from './analyse.ts';

/** The program and its course, without tests. */
export const sources = (root: string): readonly string[] =>
  globSync('{src,checks,lessons}/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.test\.tsx?$|(?:^|\/)testing\//.test(file))
    .sort();

interface Node {
  readonly type?: string;
  readonly pattern?: string;
  readonly flags?: string;
  readonly callee?: { readonly value?: string };
}

/** The literals of a file, and how many patterns it puts together from other text. */
export function patternsOf(
  file: string,
  source: string,
): { readonly patterns: readonly Pattern[]; readonly builds: number } {
  const patterns: Pattern[] = [];
  let builds = 0;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, pattern, flags, callee } = value as Node;
    if (type === 'RegExpLiteral') patterns.push({ source: pattern ?? '', flags: flags ?? '' });
    if ((type === 'NewExpression' || type === 'CallExpression') && callee?.value === 'RegExp') builds += 1;
    for (const child of Object.values(value)) visit(child);
  };
  visit(parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x') }));
  return { patterns, builds };
}
