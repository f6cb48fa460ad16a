import { describe, expect, it } from 'vitest';
import { partOfAnyEmoji } from './lighter.ts';

const emoji = /^\p{RGI_Emoji}$/v;
const all = Array.from({ length: 0x11_0000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

/** How emoji are made of characters: alone, with a presentation selector, as keycaps, with skin tones, as flags. */
const made: Readonly<Record<string, (character: string) => string>> = {
  alone: (character) => character,
  'with a selector': (character) => `${character}\uFE0F`,
  'as a keycap': (character) => `${character}\uFE0F\u20E3`,
  'with a skin tone': (character) => `${character}\u{1F3FD}`,
  'as a flag': (character) => `\u{1F1E6}${character}`,
  'joined to another': (character) => `${character}\u200D\u2642\uFE0F`,
};

describe('partOfAnyEmoji', () => {
  it.each(Object.keys(made))('lets every emoji through: %s', (how) => {
    const found = all.map((character) => made[how]?.(character) ?? '').filter((text) => emoji.test(text));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((text) => !partOfAnyEmoji.test(text))).toEqual([]);
  });

  it("spares the program's own glyphs and Chinese the dear question", () => {
    expect(['✔', '✘', '│', '●', '▸', '容器', '网桥'].filter((text) => partOfAnyEmoji.test(text))).toEqual([]);
  });
});
