import { addWords } from '../../src/i18n/catalogue.ts';
import type { IdsOf } from '../../src/i18n/parts.ts';
import type { Text, TextValues } from '../../src/i18n/text.ts';
import type { en } from './en.ts';
import { words } from './own.ts';

// Whoever can make one of these texts has loaded their words.
addWords(words);

export { words };

export type WordId = IdsOf<(typeof en)[number]>;

export const text = (id: WordId, values?: TextValues): Text => (values ? { id, values } : { id });
