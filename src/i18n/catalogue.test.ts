import { describe, expect, it } from 'vitest';
import { isMessageId, messageIds, messageOf } from './catalogue.ts';
import { program as enProgram } from './en/program.ts';
import { en } from './en/words.ts';
import { placeholders } from './testing/placeholders.ts';
import { program as zhProgram } from './zh-CN/program.ts';
import { zhCN } from './zh-CN/words.ts';

describe('the catalogue', () => {
  it('has every message in both languages, and in the same parts', () => {
    expect(zhCN.map((part) => Object.keys(part).toSorted())).toEqual(en.map((part) => Object.keys(part).toSorted()));
    expect(Object.keys(zhProgram).toSorted()).toEqual(Object.keys(enProgram).toSorted());
  });

  it('has no message twice', () => {
    const ids = en.flatMap((part) => Object.keys(part));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('can be read, and asks for the same values in both languages; plurals are for English alone', () => {
    for (const id of messageIds('en')) {
      const chinese = placeholders('zh-CN', id);
      const isPlural = (name: string): boolean => messageOf('en', id).includes(`{${name}, plural,`);
      const english = placeholders('en', id).filter((name) => chinese.includes(name) || !isPlural(name));
      expect(chinese, id).toEqual(english);
      for (const lang of ['en', 'zh-CN'] as const) expect(messageOf(lang, id).trim(), id).not.toBe('');
    }
  });

  it('knows what it has not', () => {
    expect(isMessageId('cli.nonsense')).toBe(false);
    expect(isMessageId('cli.interrupted')).toBe(true);
    expect(isMessageId('toString')).toBe(false);
  });
});
