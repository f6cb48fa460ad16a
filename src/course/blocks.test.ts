import fc from 'fast-check';
import { expect, it } from 'vitest';
import { blocksOf, maxLessonLength } from './blocks.ts';

const pieces = fc.array(
  fc.constantFrom(
    '# T',
    '## S',
    'word',
    '- a\n- b',
    '1. x',
    '> q',
    '```sh\nls\n\nls\n```',
    '<!-- c -->',
    '| a |\n| - |',
    '',
  ),
  { maxLength: 12 },
);

it('every block begins on the line that it names', () => {
  fc.assert(
    fc.property(pieces, (parts) => {
      const source = parts.join('\n\n');
      const lines = source.split('\n');
      for (const { token, line } of blocksOf(source, () => {}) ?? []) {
        expect(lines[line - 1]).toBe(token.raw.replace(/^\n+/, '').split('\n')[0]);
      }
    }),
  );
});

it('any text is read or reported, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (source) => {
      const reports: number[] = [];
      const blocks = blocksOf(source, (line) => reports.push(line));
      expect(blocks === undefined).toBe(reports.length > 0);
      for (const line of reports) expect(line).toBeGreaterThanOrEqual(1);
    }),
  );
});

it('refuses a file that is longer than any lesson', () => {
  expect(blocksOf('a\n'.repeat(maxLessonLength), () => {})).toBeUndefined();
});
