// Written by scripts/languages.ts: npm run languages.
import type { Words } from '../../src/i18n/catalogue.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** All that this course says besides its lessons. */
export const words: Words = { en, 'zh-CN': zhCN };
