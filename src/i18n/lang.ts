/**
 * The languages that Bridgework speaks, a line each: the locale in which programs that we start speak it, and what the
 * command line says in it. All else of a language is files of its name; `npm run languages` writes what lists these.
 */
export const languages = {
  en: { locale: 'C.UTF-8', program: () => import('./en/program.ts') },
  'zh-CN': { locale: 'zh_CN.UTF-8', program: () => import('./zh-CN/program.ts') },
} as const;

export type Lang = keyof typeof languages;

/** English comes first, and stands in where somebody asks for none of them. */
export const langs = Object.keys(languages) as unknown as readonly ['en', ...Lang[]];

export const isLang = (value: unknown): value is Lang => langs.some((lang) => lang === value);

/** One value for each language. */
export const inEvery = <T>(of: (lang: Lang) => T): { readonly [lang in Lang]: T } =>
  Object.fromEntries(langs.map((lang) => [lang, of(lang)])) as { [lang in Lang]: T };

/** `zh` of `zh-CN`: what a locale begins with whose speakers get this language, whatever their country. */
export const spokenIn = (lang: Lang): string => lang.replace(/-.*/, '');

/** It is written in Han characters, without spaces between words. */
export const inHan = (lang: Lang): boolean => new Intl.Locale(lang).maximize().script?.startsWith('Han') === true;

/**
 * The language of the learner's environment, by the POSIX order LC_ALL, LC_MESSAGES, LANG (POSIX.1-2017, 8.2): `zh_TW` is
 * answered in zh-CN, what we do not speak in English.
 */
export function langOf(env: { readonly [name: string]: string | undefined }): Lang {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const asked = locale.replace(/[_.@-].*/s, '').toLowerCase();
  return langs.find((lang) => spokenIn(lang) === asked) ?? 'en';
}
