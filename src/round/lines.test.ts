import { expect, test } from 'vitest';
import { lineAfter, linesUpTo } from './lines.ts';

test.each([
  ['a 1\nb 2\n', 'b ', '2'],
  ['a 1\nb 2', 'a ', '1'],
  ['a 1\nb 2', 'b ', '2'],
  ['x a 1\n', 'a ', undefined],
  ['', 'a', undefined],
  ['a', 'a', ''],
  ['b\na 1\na 2', 'a ', '1'],
])('%j after %j: %j', (text, start, rest) => {
  expect(lineAfter(text, start)).toBe(rest);
});

test('lines that nobody honest writes are left out', () => {
  expect(linesUpTo('short\nfar too long\n', 5)).toEqual(['short', '']);
});
