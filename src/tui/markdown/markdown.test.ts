import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../text/span.ts';
import { lineWidth } from '../text/width.ts';
import { markdownLines } from './markdown.ts';

const rows = (source: string, width = 40) => markdownLines(source, width).map(plainText);

test('paragraphs are filled and stand apart', () => {
  expect(rows('one\ntwo\n\nthree', 20)).toEqual(['one two', '', 'three']);
});

test('a line break between Chinese characters is no space', () => {
  expect(rows('网桥学\n习地址')).toEqual(['网桥学习地址']);
});

test('emphasis, code and links keep their meaning without their marks', () => {
  const [line] = markdownLines('a **b** *c* `d` [e](https://f.example)', 60);
  expect(line?.map(({ text, role, bold, italic }) => [text, role, bold ?? false, italic ?? false])).toEqual([
    ['a ', 'text', false, false],
    ['b', 'text', true, false],
    [' ', 'text', false, false],
    ['c', 'text', false, true],
    [' ', 'text', false, false],
    ['d', 'code', false, false],
    [' ', 'text', false, false],
    ['e', 'accent', false, false],
    [' <https://f.example>', 'muted', false, false],
  ]);
});

test('lists nest and number', () => {
  expect(rows('1. one\n   - in\n     - deep\n2. two')).toEqual(['1. one', '   • in', '     • deep', '2. two']);
});

test('a quote keeps its bar on every line', () => {
  expect(rows('> **Careful.** one two three four', 20)).toEqual(['▎ Careful. one two', '▎ three four']);
});

test('code keeps its lines, comments step back', () => {
  const [first] = markdownLines('```sh\nip link # links\n```', 40);
  expect(first?.map(({ text, role }) => [text, role])).toEqual([
    ['  ', undefined],
    ['ip link', 'code'],
    [' # links', 'muted'],
  ]);
});

test('tables line up with wide characters', () => {
  expect(rows('| 名字 | is |\n| --- | --- |\n| 网桥 | a |\n| x | b |')).toEqual([
    '名字  is',
    '────  ──',
    '网桥  a',
    'x     b',
  ]);
});

test('the widest column of a table gives way', () => {
  expect(rows('| a | b |\n| --- | --- |\n| br0 | a switch made of software |', 20)).toEqual([
    'a    b',
    '───  ───────────────',
    'br0  a switch made',
    '     of software',
  ]);
});

test('HTML comments are not shown, entities are characters', () => {
  expect(rows('<!-- step: x -->\n\na &lt; b')).toEqual(['a < b']);
});

test('no line of any text is wider than the terminal', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '# ',
      '- ',
      '1. ',
      '> ',
      '| a | 网桥 |\n| --- | --- |\n| b | c |\n',
      '```\n',
      '**',
      '`',
      '\n\n',
      '\n',
      '网桥和端口，',
      'word ',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 10, max: 120 }), (pieces, width) => {
      for (const line of markdownLines(pieces.join(''), width)) expect(lineWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});

test('marks within marks that leave no room for words are dropped', () => {
  expect(markdownLines('> > 1. 1. word', 10).map(plainText)).toEqual(['▎ ▎ 1. wor', '▎ ▎    d']);
});
