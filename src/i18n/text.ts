import type { MessageId } from './catalogue.ts';

export type { Lang } from './lang.ts';

/** Values for the ICU placeholders of a message. Nested texts are rendered in the same language. */
export type TextValues = { readonly [name: string]: string | number | Text };

/**
 * A message that has not been put into words yet. Judging, tracing and labs speak in `Text`;
 * only screens and reporters render it, so the language can be switched at any time.
 */
export interface Text<Id extends MessageId = MessageId> {
  readonly id: Id;
  readonly values?: TextValues;
}

export const text = (id: MessageId, values?: TextValues): Text => (values ? { id, values } : { id });
