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
