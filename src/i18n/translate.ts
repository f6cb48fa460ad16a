import { IntlMessageFormat } from 'intl-messageformat';
import { printed } from '../text/plain.ts';
import { messageOf } from './catalogue.ts';
import type { Lang, Text, TextValues } from './text.ts';

/**
 * Our languages are known everywhere, and plurals are all that depends on them: asking for the locales of numbers loads all
 * of these, which takes as long as half of Node's own start.
 */
IntlMessageFormat.resolveLocale = (locales) => new Intl.Locale(String(locales));

/** Renders a `Text` in one language. */
export type Translate = (text: Text) => string;

export function translator(lang: Lang): Translate {
  const compiled = new Map<string, IntlMessageFormat>();
  const render = (text: Text): string => {
    let format = compiled.get(text.id);
    if (!format) {
      format = new IntlMessageFormat(messageOf(lang, text.id), lang, undefined, { ignoreTag: true });
      compiled.set(text.id, format);
    }
    return String(format.format(plain(text.values, render)));
  };
  return render;
}

function plain(values: TextValues | undefined, render: Translate): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  // What a lab or a file says gets into words here, and only here.
  for (const [name, value] of Object.entries(values ?? {}))
    out[name] = typeof value === 'object' ? render(value) : typeof value === 'string' ? printed(value) : value;
  return out;
}
