/** A word of an iptables-save line; a quoted one is never an option. */
export interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

const word = /"((?:[^"\\]|\\.)*)"|(\S+)/g;

/** Splits as iptables-restore does: blanks, double quotes, backslash escapes inside quotes. */
export function tokens(line: string): Token[] {
  return Array.from(line.matchAll(word), ([, quoted, plain]) =>
    quoted === undefined
      ? { text: plain ?? '', quoted: false }
      : { text: quoted.replace(/\\(.)/g, '$1'), quoted: true },
  );
}

/** The words of a rule, as a program gets them. */
export const ruleWords = (line: string): readonly string[] => tokens(line).map(({ text }) => text);

export function isOption(token: Token | undefined): boolean {
  return token !== undefined && !token.quoted && (token.text === '!' || /^--?[a-z]/.test(token.text));
}

/** Tokens as they were printed. */
export function printed(list: readonly Token[]): string {
  return list.map(({ text, quoted }) => (quoted ? `"${text.replace(/["\\]/g, '\\$&')}"` : text)).join(' ');
}
