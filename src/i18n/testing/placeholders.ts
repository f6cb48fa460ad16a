import { IntlMessageFormat } from 'intl-messageformat';
import { messageOf } from '../catalogue.ts';
import type { Lang } from '../lang.ts';

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Names of the values that a message asks for, those inside a choice too; sorted, each once. Throws when it cannot be read. */
export function placeholders(lang: Lang, id: string): readonly string[] {
  const ast = new IntlMessageFormat(messageOf(lang, id), lang, undefined, { ignoreTag: true }).getAst();
  return [...new Set(namesIn(ast))].toSorted();
}

function namesIn(ast: Ast): readonly string[] {
  return ast.flatMap((element) => {
    if (!('value' in element) || element.type === 0) return [];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : [];
    return [String(element.value), ...inner];
  });
}
