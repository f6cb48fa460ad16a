/** A status is a glyph and a word, never a colour alone: one sign for each meaning, wherever it is shown. */
export const glyphs = {
  pass: '✔',
  fail: '✘',
  error: '?',
  unjudged: '≈',
  blocked: '⊘',
  todo: '○',
  now: '▸',
  deduced: '◇',
} as const;

/** What happens to a packet at a hop. */
export const hopGlyphs = { pass: '↓', rewrite: '⇄', stop: glyphs.fail, unknown: glyphs.error } as const;
