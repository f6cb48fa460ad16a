import type { Token, Tokens } from 'marked';
import type { Lang } from '../i18n/text.ts';
import { text } from '../i18n/text.ts';
import { type Block, isEndMark, markdownOf, plainWords } from './blocks.ts';
import type { Experiment, LessonEnd } from './course.ts';
import { readCommands } from './parse-sections.ts';
import type { Report } from './problem.ts';
import { type EndKind, endKinds, sectionTitle } from './sections.ts';

/** The part of a lesson file that says so is the page after its last step. */
export const isEnd = ([, mark]: readonly Block[]): boolean => mark !== undefined && isEndMark(mark.token);

/** Reads the page after the last step: prose, the counterpart, the experiments. */
export function parseEnd([heading, , ...body]: readonly Block[], lang: Lang, report: Report): LessonEnd {
  const line = heading?.line ?? 1;
  const title = heading?.token.type === 'heading' ? plainWords(heading.token.text) : '';
  const [prose = [], ...sections] = splitAtHeadings(body);
  const titles = sections.map(([first]) => (first?.token.type === 'heading' ? plainWords(first.token.text) : ''));
  const wanted = endKinds.map((kind) => sectionTitle(lang, kind));
  const asWanted = titles.length === wanted.length && titles.every((one, at) => one === wanted[at]);
  if (title === '' || prose.length === 0 || !asWanted)
    report(line, text('course.end-shape', { sections: wanted.join(', ') }));
  for (const { token, line: at } of body) if (token.type === 'html') report(at, text('course.html'));
  const part = (kind: EndKind): readonly Block[] => sections[endKinds.indexOf(kind)]?.slice(1) ?? [];
  const counterpart = markdownOf(part('counterpart'));
  if (counterpart === '') report(line, text('course.end-shape', { sections: wanted.join(', ') }));
  return {
    title,
    prose: markdownOf(prose),
    counterpart,
    experiments: readExperiments(part('experiments'), line, report),
    needs: [],
  };
}

function splitAtHeadings(body: readonly Block[]): Block[][] {
  const parts: Block[][] = [[]];
  for (const block of body) {
    if (block.token.type === 'heading') parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}

/** A numbered list; each point is a question, one block of commands, and what one will see. */
function readExperiments(blocks: readonly Block[], line: number, report: Report): readonly Experiment[] {
  const [list, ...rest] = blocks;
  if (list?.token.type !== 'list' || !(list.token as Tokens.List).ordered || rest.length > 0) {
    report(list?.line ?? line, text('course.experiments-shape'));
    return [];
  }
  return (list.token as Tokens.List).items.flatMap(({ tokens }) => {
    const parts = tokens.filter(({ type }) => type !== 'space');
    const at = parts.findIndex(isCommands);
    const [block, ...after] = parts.slice(at);
    const question = markdownIn(parts.slice(0, Math.max(at, 0)));
    const outcome = markdownIn(after);
    if (at < 0 || !block || question === '' || outcome === '' || after.some(({ type }) => type === 'code')) {
      report(list.line, text('course.experiments-shape'));
      return [];
    }
    return [{ question, commands: readCommands({ token: block, line: list.line }, report), outcome }];
  });
}

const isCommands = (token: Token): boolean => token.type === 'code' && token.lang === 'sh';

const markdownIn = (tokens: readonly Token[]): string => markdownOf(tokens.map((token) => ({ token, line: 1 })));
