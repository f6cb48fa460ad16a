import { Lexer, type Token } from 'marked';
import { text } from '../i18n/text.ts';
import type { Report } from './problem.ts';

/** A top-level block of a markdown file and the 1-based line on which it begins. */
export interface Block {
  readonly token: Token;
  readonly line: number;
}

/** A lesson is a few pages; more than this is a mistake or an attack on the parser. In UTF-16 units. */
export const maxLessonLength = 64_000;

/** Terminals obey control characters and bidi overrides, and lessons are printed on terminals. */
const unsafeCharacter = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;

/** Splits markdown into top-level blocks without blank space and comments; undefined (and a report) if it cannot be read. */
export function blocksOf(source: string, report: Report): readonly Block[] | undefined {
  const clean = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (clean.length > maxLessonLength) {
    report(1, text('course.too-long', { length: clean.length, max: maxLessonLength }));
    return undefined;
  }
  const unsafe = unsafeCharacter.exec(clean);
  if (unsafe) {
    const code = unsafe[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
    report(lineAt(clean, unsafe.index), text('course.unsafe-character', { code }));
    return undefined;
  }
  // Blocks alone: what stands in them takes as long again, and is asked of titles only.
  const tokens = unlessTooDeep(() => new Lexer().blockTokens(clean));
  if (!tokens) {
    report(1, text('course.unreadable'));
    return undefined;
  }
  return withLines(tokens).filter(({ token }) => token.type !== 'space' && !isPlainComment(token));
}

function withLines(tokens: readonly Token[]): Block[] {
  let line = 1;
  return tokens.map((token) => {
    const block = { token, line: line + (/^\n*/.exec(token.raw)?.[0].length ?? 0) };
    line += token.raw.split('\n').length - 1;
    return block;
  });
}

const isPlainComment = (token: Token): boolean =>
  token.type === 'html' && /^<!--[\s\S]*-->\s*$/.test(token.raw) && stepIdOf(token) === undefined && !isEndMark(token);

/** The id in a `<!-- step: bridge -->` mark. */
export function stepIdOf(token: Token): string | undefined {
  return token.type === 'html' ? /^<!--\s*step:\s*([a-z0-9-]+)\s*-->\s*$/.exec(token.raw)?.[1] : undefined;
}

/** `<!-- end -->`: no step, but the page after the last one. */
export const isEndMark = (token: Token): boolean => token.type === 'html' && /^<!--\s*end\s*-->\s*$/.test(token.raw);

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length;

/** Blocks as markdown again. */
export const markdownOf = (blocks: readonly Block[]): string =>
  blocks.map(({ token }) => token.raw.replace(/^\n+|\s+$/g, '')).join('\n\n');

/** Inline markdown as plain words: for titles, which are also printed where nothing renders markdown. */
export function plainWords(markdown: string): string {
  return wordsOf(unlessTooDeep(() => Lexer.lexInline(markdown)) ?? [])
    .replace(/\s+/g, ' ')
    .trim();
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if ('tokens' in token && token.tokens?.length) return wordsOf(token.tokens);
      return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
    })
    .join('');
}

/** marked recurses; what nests thousands deep ends its stack. */
function unlessTooDeep<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
