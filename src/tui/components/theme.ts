import type { Role, Span } from '../text/span.ts';

/** How a role looks; only the sixteen terminal colours, so that the learner's own light or dark palette decides the shade. */
export interface Look {
  readonly color?: 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly italic?: boolean;
  readonly inverse?: boolean;
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
  return {
    ...theme[span.role ?? 'text'],
    ...(span.bold ? { bold: true } : {}),
    ...(span.italic ? { italic: true } : {}),
  };
}
