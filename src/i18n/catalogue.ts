import type { en } from './en/words.ts';
import type { Lang } from './lang.ts';
import { own } from './own.ts';
import type { IdsOf, Part } from './parts.ts';

/** Of what the engine itself says. */
export type MessageId = IdsOf<(typeof en)[number]>;

/** What a course says, in the languages that it has. */
export type Words = { readonly [lang in Lang]?: readonly Part[] };

const added = new Set<Words>();

/** Puts a course's words beside the engine's own: from now on its texts can be put into words. An id that means something already is a bug. */
export function addWords(words: Words): void {
  if (added.has(words)) return;
  const parts = Object.values(words)[0] ?? [];
  const taken = parts.flatMap((part) => Object.keys(part)).find((id) => partWith('en', id) !== undefined);
  if (taken !== undefined) throw new Error(`${taken} means something already`);
  added.add(words);
}

/** What a course says in one language only, it says in that one to everybody. */
const partsOf = (lang: Lang): readonly Part[] => [
  ...own[lang],
  ...[...added].flatMap((words) => words[lang] ?? Object.values(words)[0] ?? []),
];

const partWith = (lang: Lang, id: string): Part | undefined => partsOf(lang).find((part) => Object.hasOwn(part, id));

/** A message as it is written (ICU). An id that nobody has words for is a bug, and throws. */
export function messageOf(lang: Lang, id: string): string {
  const message = partWith(lang, id)?.[id];
  if (message === undefined) throw new Error(`no message ${id} in ${lang}`);
  return message;
}

export const isMessageId = (id: string): boolean => partWith('en', id) !== undefined;

/** For who asks about the words themselves. */
export const messageIds = (lang: Lang): readonly string[] => partsOf(lang).flatMap((part) => Object.keys(part));
