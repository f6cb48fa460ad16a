import { addWords, type Words } from '../../src/i18n/catalogue.ts';
import type { IdsOf } from '../../src/i18n/parts.ts';
import type { Text, TextValues } from '../../src/i18n/text.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** All that this course says besides its lessons. */
export const words: Words = { en, 'zh-CN': zhCN };

// Whoever can make one of these texts has loaded their words.
addWords(words);

export type WordId = IdsOf<(typeof en)[number]>;

export const text = (id: WordId, values?: TextValues): Text => (values ? { id, values } : { id });
