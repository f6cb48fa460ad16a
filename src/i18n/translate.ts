import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues } from './catalogue.ts';
import type { Lang, Text, TextValues } from './text.ts';

/** Renders a `Text` in one language. */
export type Translate = (text: Text) => string;

export function translator(lang: Lang): Translate {
  const compiled = new Map<string, IntlMessageFormat>();
  const render = (text: Text): string => {
    let format = compiled.get(text.id);
    if (!format) {
      format = new IntlMessageFormat(catalogues[lang][text.id], lang, undefined, { ignoreTag: true });
      compiled.set(text.id, format);
    }
    return String(format.format(plain(text.values, render)));
  };
  return render;
}

function plain(values: TextValues | undefined, render: Translate): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values ?? {}))
    out[name] = typeof value === 'object' ? render(value) : value;
  return out;
}
