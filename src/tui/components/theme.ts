import type { Paint, Role, Span } from '../text/span.ts';

/** How a role looks, and a program's own output; roles have only the sixteen terminal colours, so that the learner's own light or dark palette decides the shade. */
export interface Look {
  readonly color?: string;
  readonly backgroundColor?: string;
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly italic?: boolean;
  readonly inverse?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
}

export type Theme = { readonly [role in Role]: Look };

const coloured: Theme = {
  text: {},
  muted: { dimColor: true },
  accent: { color: 'cyan' },
  heading: { color: 'cyan' },
  code: { color: 'cyan' },
  aside: { color: 'yellow' },
  pass: { color: 'green' },
  fail: { color: 'red' },
  error: { color: 'magenta' },
  blocked: { color: 'yellow' },
  selected: { inverse: true },
};

/** NO_COLOR (no-color.org): no colours, but weight still guides the eye. */
const colourless: Theme = {
  text: {},
  muted: { dimColor: true },
  accent: { bold: true },
  heading: { bold: true },
  code: { bold: true },
  aside: {},
  pass: { bold: true },
  fail: { bold: true },
  error: { bold: true },
  blocked: {},
  selected: { inverse: true },
};

/** Any value of NO_COLOR but the empty one turns colours off. */
export const themeOf = (env: { readonly [name: string]: string | undefined }): Theme =>
  env['NO_COLOR'] ? colourless : coloured;

export function lookOf(theme: Theme, span: Span): Look {
  if (span.paint) return paintLook(span.paint, theme !== colourless);
  return {
    ...theme[span.role ?? 'text'],
    ...(span.bold ? { bold: true } : {}),
    ...(span.italic ? { italic: true } : {}),
  };
}

/** Colours of a program in the lab; without colours its weights and its inverse still say something. */
const paintLook = (paint: Paint, inColour: boolean): Look => ({
  ...(inColour && paint.colour !== undefined ? { color: paint.colour } : {}),
  ...(inColour && paint.background !== undefined ? { backgroundColor: paint.background } : {}),
  ...(paint.bold ? { bold: true } : {}),
  ...(paint.dim ? { dimColor: true } : {}),
  ...(paint.italic ? { italic: true } : {}),
  ...(paint.underline ? { underline: true } : {}),
  ...(paint.strike ? { strikethrough: true } : {}),
  ...(paint.inverse ? { inverse: true } : {}),
});
