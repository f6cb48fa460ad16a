/**
 * Text from a student's machine, for any report: control characters (escape sequences of terminals among them) become
 * visible, what changes the direction of reading and what no XML document may hold becomes U+FFFD, and all of it stays on one line.
 */
export function plainText(words: string): string {
  return words
    .toWellFormed()
    .replace(/\r\n|[\t\n\r\u2028\u2029]/g, ' ')
    .replace(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/\u007f/g, '\u2421')
    .replace(/[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, '\ufffd');
}

/** The same for every text in a value, keys too. The shape stays, so the type does. */
export function plainDeep<T>(value: T): T {
  return deep(value) as T;
}

function deep(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(deep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plainText(key), deep(inner)]));
}

/** Most text is nothing but letters: then there is nothing to look for. */
const harmless = /^[\x20-\x7e\n\t]*$/;

/**
 * Words that may have several lines, for a terminal or a document: nothing in them moves the cursor, changes a colour or the
 * direction of reading. C0 becomes visible; what JSON would leave as it is becomes the escape that JSON has for it, so that
 * a document stays the same document.
 */
export function printed(words: string): string {
  if (harmless.test(words)) return words;
  return words
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(
      /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** The colours that our own lines have (util.styleText): dim, and six of the first eight. What is foreign was printed before. */
const colour = /(\u001b\[(?:1|2|22|3[1-6]|39)m)/;

/** The same, but for colours: the last way out. */
export const printedInColour = (words: string): string =>
  harmless.test(words)
    ? words
    : words
        .split(colour)
        .map((piece, index) => (index % 2 === 1 ? piece : printed(piece)))
        .join('');
