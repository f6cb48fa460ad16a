import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingPrinted, print, printedRows, storedRows } from './terminal.ts';

const shown = (...chunks: readonly string[]) => printedRows(chunks.reduce(print, nothingPrinted));

test.each([
  ['plain lines', ['one\r\ntwo\r\n'], ['one', 'two']],
  ['a progress bar on one row', ['10%\r50%\r100%\r\n'], ['100%']],
  ['a bar that erases its row', ['downloading\r\u001b[Kdone\n'], ['done']],
  [
    'two bars, as docker pull draws them',
    ['a: 1%\r\nb: 1%\r\n\u001b[2Aa: done\r\n\u001b[1Bc\r\n'],
    ['a: done', 'b: 1%', 'c'],
  ],
  ['colours are dropped', ['\u001b[1;31mred\u001b[0m text\n'], ['red text']],
  ['titles, clipboards and links are dropped', ['\u001b]0;owned\u0007a\u001b]52;c;aGk=\u001b\\b\n'], ['ab']],
  ['questions to the terminal are dropped', ['\u001b[6n\u001bP$q"p\u001b\\x\n'], ['x']],
  ['a sequence cut in two', ['a\u001b[3', '1mb\u001b', '[0mc\n'], ['abc']],
  ['clearing the screen keeps what can be read back', ['kept\n\u001b[2J\u001b[Hnew\n'], ['kept', 'new']],
  ['backspaces', ['abc\b\bX\n'], ['aXc']],
  ['tabs', ['a\tb\n'], ['a       b']],
  ['wide characters are overwritten whole', ['网桥\r好\n'], ['好桥']],
])('%s', (_name, chunks, rows) => {
  expect(shown(...chunks)).toEqual(rows);
});

test('chunks may be cut anywhere', () => {
  const output = 'a\u001b[1mb\u001b[0m\r\n\u001b]0;t\u0007c\u001b[Kd\r\ne\rf\n';
  fc.assert(
    fc.property(fc.nat({ max: output.length }), fc.nat({ max: output.length }), (one, two) => {
      const [first, second] = one < two ? [one, two] : [two, one];
      expect(shown(output.slice(0, first), output.slice(first, second), output.slice(second))).toEqual(shown(output));
    }),
  );
});

test('no output at all puts a control character on the screen', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (chunks) => {
      for (const row of shown(...chunks)) expect(row).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }),
  );
});

test('only the end of endless output is kept', () => {
  const printed = print(nothingPrinted, 'y\n'.repeat(storedRows * 2));
  expect(printed.rows.length).toBe(storedRows);
  expect(printed.dropped).toBe(storedRows + 1);
});

test('a sequence that never ends does not swallow what follows', () => {
  const rows = shown(`\u001b]${'x'.repeat(5000)}`, '\nafter\n');
  expect(rows.join('')).toContain('after');
});
