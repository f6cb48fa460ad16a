import type { Token, Tokens } from 'marked';
import type { Role, Span } from '../text/span.ts';

interface Style {
  readonly role: Role;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

/** Emphasis, code and links of a paragraph as spans. Text of tokens that we do not draw (images, HTML) is kept as words. */
export function inlineSpans(tokens: readonly Token[], style: Style = { role: 'text' }): readonly Span[] {
  return tokens.flatMap((token) => inlineSpan(token, style));
}

function inlineSpan(token: Token, style: Style): readonly Span[] {
  switch (token.type) {
    case 'strong':
      return inlineSpans(children(token), { ...style, bold: true });
    case 'em':
      return inlineSpans(children(token), { ...style, italic: true });
    case 'codespan':
      return [{ ...style, text: (token as Tokens.Codespan).text, role: 'code' }];
    case 'br':
      return [{ text: '\n' }];
    case 'html':
      return [];
    case 'link':
      return link(token as Tokens.Link, style);
    default: {
      const inner = children(token);
      if (inner.length > 0) return inlineSpans(inner, style);
      return [{ ...style, text: softBreaks(unescapeHtml((token as { text?: string }).text ?? '')) }];
    }
  }
}

const children = (token: Token): readonly Token[] => (token as { tokens?: readonly Token[] }).tokens ?? [];

function link(token: Tokens.Link, style: Style): readonly Span[] {
  const label = inlineSpans(token.tokens, { ...style, role: 'accent' });
  // A link nobody can click still has to say where it leads, unless its words are the address.
  const address = token.href.replace(/^(https?:\/\/|mailto:)/, '');
  return address === token.text || token.href === token.text || token.href.startsWith('#')
    ? label
    : [...label, { text: ` <${token.href}>`, role: 'muted' }];
}

// A line break of the source is a space in English and nothing at all between Chinese characters (CSS Text 3, 4.1.2).
const chineseBreak = /(?<=[\u2e80-\u9fff\uff00-\uffef。，、；：]) *\n *(?=[\u2e80-\u9fff\uff00-\uffef])/g;
const softBreaks = (text: string): string => text.replace(chineseBreak, '').replace(/ *\n */g, ' ');

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescapeHtml = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole);
