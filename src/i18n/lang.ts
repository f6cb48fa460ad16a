export type Lang = 'en' | 'zh-CN';

/**
 * The language of the learner's environment, by the POSIX order LC_ALL, LC_MESSAGES, LANG
 * (POSIX.1-2017, 8.2). Anything Chinese is answered in zh-CN, everything else in English.
 */
export function langOf(env: { readonly [name: string]: string | undefined }): Lang {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^zh([_.@-]|$)/i.test(locale) ? 'zh-CN' : 'en';
}
