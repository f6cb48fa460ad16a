import { expect } from 'vitest';
import { messageOf } from '../catalogue.ts';
import type { Lang } from '../lang.ts';
import type { Part } from '../parts.ts';
import { placeholders } from './placeholders.ts';

/** The same messages in both languages, each in the same part, none twice, and each about the same values; plurals are for English alone. */
export function expectParity(en: readonly Part[], zh: readonly Part[]): void {
  expect(zh.map((part) => Object.keys(part).toSorted())).toEqual(en.map((part) => Object.keys(part).toSorted()));
  const ids = en.flatMap((part) => Object.keys(part));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  for (const id of ids) {
    const chinese = placeholders('zh-CN', id);
    const isPlural = (name: string): boolean => messageOf('en', id).includes(`{${name}, plural,`);
    const english = placeholders('en', id).filter((name) => chinese.includes(name) || !isPlural(name));
    expect(chinese, id).toEqual(english);
    for (const lang of ['en', 'zh-CN'] satisfies readonly Lang[]) expect(messageOf(lang, id).trim(), id).not.toBe('');
  }
}
