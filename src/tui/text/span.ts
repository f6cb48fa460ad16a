/** What a piece of text means; the theme decides how that looks. */
export type Role =
  | 'text'
  | 'muted'
  | 'accent'
  | 'heading'
  | 'code'
  | 'aside'
  | 'pass'
  | 'fail'
  | 'error'
  | 'blocked'
  | 'selected';

/** A run of text with one meaning. Holds no control characters once it is in a `Line`. */
export interface Span {
  readonly text: string;
  /** Default `text`. */
  readonly role?: Role;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** How a program of the lab wants it to look, in place of a meaning. */
  readonly paint?: Paint;
}

/** Colours as the terminal's names, `ansi256(n)` or `#rrggbb`; a terminal that may not show colours leaves them out. */
export interface Paint {
  readonly colour?: string;
  readonly background?: string;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
  readonly inverse?: true;
}

/** One terminal row: its spans from left to right. */
export type Line = readonly Span[];

export const span = (text: string, role: Role = 'text', style: { bold?: boolean; italic?: boolean } = {}): Span => ({
  text,
  role,
  ...style,
});

export const blank: Line = [];

/** The words of a line without their meaning, as a copy to the clipboard would have them. */
export const plainText = (line: Line): string => line.map((part) => part.text).join('');
