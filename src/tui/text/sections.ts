import { blank, type Line } from './span.ts';

/** Sections with one empty line between them; empty ones vanish. */
export const sections = (parts: readonly (readonly Line[])[]): readonly Line[] =>
  parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [blank, ...part]));
