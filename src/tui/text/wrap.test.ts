import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipText, padText, spread } from './clip.ts';
import { plainText, span } from './span.ts';
import { cellWidth, lineWidth } from './width.ts';
import { wrap } from './wrap.ts';

const rows = (text: string, width: number) => wrap([span(text)], width).map(plainText);

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[a-z 。，网桥（）]{0,60}$/u),
);

test('breaks between words and drops the space', () => {
  expect(rows('one two three', 8)).toEqual(['one two', 'three']);
});

test('breaks a word that is longer than the line', () => {
  expect(rows('172.18.0.2/16', 6)).toEqual(['172.18', '.0.2/1', '6']);
});

test('counts Chinese characters as two cells and breaks between them', () => {
  expect(rows('内核自带交换机', 6)).toEqual(['内核自', '带交换', '机']);
});

test('keeps Chinese punctuation off the start of a line and brackets off its end', () => {
  expect(rows('网桥学习，端口', 8)).toEqual(['网桥学', '习，端口']);
  expect(rows('启用网（回环）', 8)).toEqual(['启用网', '（回环）']);
});

test('a hanging indent stands before every line but the first', () => {
  expect(
    wrap([span('ip link set br0 up')], 12, { first: [{ text: '$ ' }], rest: [{ text: '    ' }] }).map(plainText),
  ).toEqual(['$ ip link', '    set br0', '    up']);
});

test('keeps the spaces where it breaks, for who must put a cursor on them', () => {
  const wrapped = (text: string, width: number) => wrap([span(text)], width, { keepSpaces: true }).map(plainText);
  expect(wrapped('one two three', 8)).toEqual(['one two ', 'three']);
  expect(wrapped('one two three', 7)).toEqual(['one two', ' three']);
  expect(wrapped('one  ', 3)).toEqual(['one', '  ']);
  expect(wrapped('网桥 学习 ', 6)).toEqual(['网桥 ', '学习 ']);
});

test('with its spaces kept a text is all there, and no word is broken that fits into a line', () => {
  const words = fc.array(fc.stringMatching(/^([a-z0-9./-]{1,12}|网桥|c1)$/u), { minLength: 1, maxLength: 20 });
  const spaces = fc.constantFrom(' ', '  ', '   ');
  fc.assert(
    fc.property(words, spaces, fc.integer({ min: 12, max: 60 }), (parts, between, width) => {
      const text = parts.join(between);
      const lines = wrap([span(text)], width, { keepSpaces: true });
      for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
      const shown = lines.map(plainText);
      expect(shown.join('')).toBe(text);
      // Chinese may be broken anywhere.
      const latin = parts.filter((part) => /^[a-z0-9]+$/.test(part));
      for (const word of latin) expect(shown.some((line) => line.split(' ').includes(word))).toBe(true);
    }),
  );
});

test('no line is wider than asked, and no character but spaces is lost', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 120 }), (text, width) => {
      const lines = wrap([span(text)], width);
      for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
      const wrapped = lines.map(plainText).join('').replaceAll(' ', '');
      // Lines are cut between characters, so what was removed is what cannot be printed.
      const whole = wrap([span(text)], 100_000)
        .map(plainText)
        .join('')
        .replaceAll(' ', '');
      expect(wrapped).toBe(whole);
    }),
  );
});

test('clipping and padding give exactly the width that was asked', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 0, max: 80 }), (text, width) => {
      expect(cellWidth(clipText(text, width))).toBeLessThanOrEqual(width);
      expect(cellWidth(padText(text, width))).toBe(width);
    }),
  );
});

test('of two parts on a line the left one gives way', () => {
  expect(plainText(spread([span('a long title')], [span('3/28')], 12))).toBe('a long… 3/28');
});

test('nothing that is printed can move the cursor', () => {
  expect(rows('a\u001b[2Jb\u202ec\td\u0007', 40)).toEqual(['a[2Jbc    d']);
});
