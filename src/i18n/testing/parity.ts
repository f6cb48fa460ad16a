import { expect } from 'vitest';
import { messageOf } from '../catalogue.ts';
import { type Lang, langs } from '../lang.ts';
import type { Part } from '../parts.ts';
import { placeholders } from './placeholders.ts';

/** The same messages in every language, each in the same part, none twice, and each about the same values; plurals are for English alone. */
export function expectParity(words: { readonly [lang in Lang]: readonly Part[] }): void {
  for (const lang of langs) expectSame(words.en, lang, words[lang]);
}

function expectSame(en: readonly Part[], lang: Lang, other: readonly Part[]): void {
  expect(other.map((part) => Object.keys(part).toSorted())).toEqual(en.map((part) => Object.keys(part).toSorted()));
  const ids = en.flatMap((part) => Object.keys(part));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  for (const id of ids) {
    const translated = placeholders(lang, id);
    const isPlural = (name: string): boolean => messageOf('en', id).includes(`{${name}, plural,`);
    const english = placeholders('en', id).filter((name) => translated.includes(name) || !isPlural(name));
    expect(translated, id).toEqual(english);
    expect(messageOf(lang, id).trim(), id).not.toBe('');
  }
}
