// Written by scripts/languages.ts: npm run languages.
import { en } from './en/words.ts';
import type { Lang } from './lang.ts';
import type { Part } from './parts.ts';
import { zhCN } from './zh-CN/words.ts';

/** What the engine itself says. Lists, not one object: copying 1,600 messages into one costs more than all that a short command has to say. */
export const own: { readonly [lang in Lang]: readonly Part[] } = { en, 'zh-CN': zhCN };
