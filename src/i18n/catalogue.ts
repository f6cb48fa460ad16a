import { en } from './en/words.ts';
import type { Lang } from './lang.ts';
import type { Part } from './parts.ts';
import { zhCN } from './zh-CN/words.ts';

type IdsOf<One> = One extends unknown ? keyof One : never;
export type MessageId = IdsOf<(typeof en)[number]>;

/** Lists, not one object: copying 1,600 messages into one costs more than all that a short command has to say. */
const catalogues: { readonly [lang in Lang]: readonly Part[] } = { en, 'zh-CN': zhCN };

const find = (lang: Lang, id: string): string | undefined =>
  catalogues[lang].find((part) => Object.hasOwn(part, id))?.[id];

/** A message as it is written (ICU). An id that the types do not know is a bug, and throws. */
export function messageOf(lang: Lang, id: MessageId): string {
  const message = find(lang, id);
  if (message === undefined) throw new Error(`no message ${id} in ${lang}`);
  return message;
}

export const isMessageId = (id: string): id is MessageId => find('en', id) !== undefined;

/** For who asks about the words themselves. */
export const messageIds = (lang: Lang): readonly MessageId[] =>
  catalogues[lang].flatMap((part) => Object.keys(part) as MessageId[]);
