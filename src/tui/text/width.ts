import stringWidth from 'string-width';
import type { Line } from './span.ts';
import { plainText } from './span.ts';

const ascii = /^[\x20-\x7e]*$/;
let segmenter: Intl.Segmenter | undefined;

/** Terminal cells that a text without control characters takes (East Asian wide characters and emoji take two). */
export const cellWidth = (text: string): number => (ascii.test(text) ? text.length : stringWidth(text));

export const lineWidth = (line: Line): number => cellWidth(plainText(line));

/** What a reader sees as characters (UAX 29 grapheme clusters). */
export function graphemes(text: string): readonly string[] {
  if (ascii.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

// C0, DEL, C1, and the bidirectional and line separators that would move text on the screen.
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text that can be printed anywhere: tabs become spaces, every other control character goes. */
export const printable = (text: string): string =>
  ascii.test(text) ? text : text.replace(/\t/g, '    ').replace(controls, '');
