import { expect, test } from 'vitest';
import { inHan, isLang, langOf, langs, languages, spokenIn } from './lang.ts';

test.each([
  [{}, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LANG: 'zh' }, 'zh-CN'],
  [{ LANG: 'ZH_tw@stroke' }, 'zh-CN'],
  [{ LANG: 'zhuang' }, 'en'],
  [{ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'C', LC_ALL: 'zh_SG' }, 'zh-CN'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh-CN'],
])('the environment %o asks for %s', (env, lang) => {
  expect(langOf(env)).toBe(lang);
});

test('English comes first, and no two languages are asked for by one locale', () => {
  expect(langs[0]).toBe('en');
  expect(new Set(langs.map(spokenIn)).size).toBe(langs.length);
  expect(langs.filter((lang) => !/^[a-zA-Z_]+\.UTF-8$/.test(languages[lang].locale))).toEqual([]);
});

test('what is no language of ours is none', () => {
  expect(['en', 'zh-CN', 'zh', 'EN', '', undefined].filter(isLang)).toEqual(['en', 'zh-CN']);
  expect([inHan('en'), inHan('zh-CN')]).toEqual([false, true]);
});
