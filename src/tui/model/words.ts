import { isMessageId, type MessageId } from '../../i18n/catalogue.ts';
import type { Lang, Text, TextValues } from '../../i18n/text.ts';
import { text } from '../../i18n/text.ts';
import { type Translate, translator } from '../../i18n/translate.ts';
import { type Diagnosis, type DiagnosisPart, diagnosisText as textOf } from '../../verify/check.ts';

const translators = new Map<Lang, Translate>();

export function wordsIn(lang: Lang): Translate {
  const known = translators.get(lang);
  if (known) return known;
  const made = translator(lang);
  translators.set(lang, made);
  return made;
}

export const translate = (lang: Lang, id: MessageId, values?: TextValues): string => wordsIn(lang)(text(id, values));

/** One part of a diagnosis in words; `undefined` when the catalogue has none. */
export function diagnosisText(diagnosis: Diagnosis, part: DiagnosisPart): Text | undefined {
  const words = textOf(diagnosis, part);
  return isMessageId(words.id) ? words : undefined;
}
