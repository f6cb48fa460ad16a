import { lexer, type Token, type Tokens } from 'marked';
import { blank, type Line, type Span } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { inlineSpans } from './inline.ts';
import { tableLines } from './table.ts';

/** Markdown as lines of at most `width` cells. Unknown blocks are shown as their source, never dropped. */
export function markdownLines(source: string, width: number): readonly Line[] {
  return trimBlank(blocks(lexer(source), width));
}

/** Blocks with one empty line between them. */
function blocks(tokens: readonly Token[], width: number): readonly Line[] {
  return tokens
    .map((token) => block(token, width))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : [blank, ...lines]));
}

function block(token: Token, width: number): readonly Line[] {
  switch (token.type) {
    case 'space':
    case 'html':
    case 'def':
      return [];
    case 'heading':
      return wrap(inlineSpans((token as Tokens.Heading).tokens, { role: 'heading', bold: true }), width);
    case 'paragraph':
    case 'text':
      return wrap(textOf(token as Tokens.Paragraph | Tokens.Text), width);
    case 'code':
      return (token as Tokens.Code).text.split('\n').flatMap((row) => codeLine(row, width));
    case 'blockquote':
      return marked(width, quoteMark, quoteMark, (room) => blocks((token as Tokens.Blockquote).tokens, room));
    case 'list':
      return listLines(token as Tokens.List, width);
    case 'table':
      return tableLines(token as Tokens.Table, width);
    case 'hr':
      return [[{ text: '─'.repeat(width), role: 'muted' }]];
    default:
      return wrap([{ text: token.raw }], width);
  }
}

const textOf = (token: Tokens.Paragraph | Tokens.Text): readonly Span[] =>
  token.tokens ? inlineSpans(token.tokens) : [{ text: token.text }];

const commentStart = /(^|\s)#.*$/;

/** Code keeps its breaks; a comment steps back so that the command stands out. */
function codeLine(row: string, width: number): readonly Line[] {
  const at = row.search(commentStart);
  const spans: Span[] =
    at < 0
      ? [{ text: row, role: 'code' }]
      : [
          { text: row.slice(0, at), role: 'code' },
          { text: row.slice(at), role: 'muted' },
        ];
  return wrap(spans, width, { first: [{ text: '  ' }], rest: [{ text: '    ' }], anywhere: !row.includes(' ') });
}

function listLines(list: Tokens.List, width: number): readonly Line[] {
  const start = typeof list.start === 'number' ? list.start : 1;
  const widest = list.ordered ? String(start + list.items.length - 1).length + 2 : 2;
  return list.items.flatMap((item, index) => {
    const mark = item.task
      ? item.checked
        ? '[x] '
        : '[ ] '
      : list.ordered
        ? `${start + index}. `.padStart(widest)
        : '• ';
    const inner = item.tokens.filter((token) => token.type !== 'checkbox');
    const spaced = list.loose && index > 0 ? [blank] : [];
    const lines = marked(width, { text: mark, role: 'muted' }, { text: ' '.repeat(cellWidth(mark)) }, (room) => {
      const body = list.loose ? blocks(inner, room) : inner.flatMap((token) => block(token, room));
      return body.length > 0 ? body : [blank];
    });
    return [...spaced, ...lines];
  });
}

const quoteMark: Span = { text: '▎ ', role: 'aside' };

/** Lines behind a mark of their own, and `rest` below it. Where that leaves no room for a wide character, they go without. */
function marked(width: number, first: Span, rest: Span, linesIn: (room: number) => readonly Line[]): readonly Line[] {
  const room = width - cellWidth(first.text);
  if (room < 2) return linesIn(width);
  return linesIn(room).map((line, index) => [index === 0 ? first : rest, ...line]);
}

function trimBlank(lines: readonly Line[]): readonly Line[] {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.length === 0) end--;
  return lines.slice(0, end);
}
