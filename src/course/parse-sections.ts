import type { Token, Tokens } from 'marked';
import { text } from '../i18n/text.ts';
import { type Block, markdownOf, plainWords } from './blocks.ts';
import type { Prediction, Step } from './course.ts';
import type { Report } from './problem.ts';

const isList = (token: Token): token is Tokens.List => token.type === 'list';

/** The lines of a command block: one whole command a line, nothing else. */
export function readCommands({ token, line }: Block, report: Report): readonly string[] {
  const lines = token.type === 'code' ? String(token.text).split('\n') : [];
  const commands = lines.map((command) => command.trim()).filter((command) => command !== '');
  if (commands.length === 0) report(line, text('course.commands-empty'));
  for (const command of commands) {
    if (command.startsWith('#') || command.endsWith('\\')) report(line, text('course.command-line', { command }));
  }
  return commands;
}

/** A question, a task list with one ticked answer, an explanation. */
export function readPrediction(blocks: readonly Block[], line: number, report: Report): Prediction | undefined {
  const at = blocks.findIndex(({ token }) => isList(token));
  const list = blocks[at]?.token;
  const question = markdownOf(blocks.slice(0, Math.max(at, 0)));
  const explanation = markdownOf(blocks.slice(at + 1));
  if (!list || !isList(list) || !question || !explanation || blocks.slice(at + 1).some(({ token }) => isList(token))) {
    report(line, text('course.predict-shape'));
    return undefined;
  }
  const right = list.items.flatMap((item, index) => (item.checked ? [index] : []));
  if (list.items.length < 2 || right.length !== 1 || list.items.some((item) => !item.task)) {
    report(blocks[at]?.line ?? line, text('course.predict-options'));
    return undefined;
  }
  return { question, options: list.items.map((item) => item.text.trim()), answer: right[0] ?? 0, explanation };
}

/** - `check-id`: title */
export function readChecks(blocks: readonly Block[], line: number, report: Report): Step['checks'] {
  const list = onlyList(blocks, false);
  if (!list) {
    report(line, text('course.checks-shape'));
    return [];
  }
  return list.items.flatMap((item) => {
    const match = /^([a-z0-9-]+)\s*[:：]\s*(\S.*)$/.exec(plainWords(item.text));
    const [, id, title] = match ?? [];
    if (id && title && item.text.startsWith(`\`${id}\``)) return [{ id, title }];
    report(line, text('course.check-shape', { item: item.text.slice(0, 60) }));
    return [];
  });
}

/** Nudge, concept, command. */
export function readHints(blocks: readonly Block[], line: number, report: Report): readonly [string, string, string] {
  const hints = onlyList(blocks, true)?.items.map((item) => item.text.trim()) ?? [];
  const [nudge, concept, command] = hints;
  if (hints.length === 3 && nudge && concept && command) return [nudge, concept, command];
  report(line, text('course.hints-shape'));
  return ['', '', ''];
}

/** One block of commands, or words that say why there is nothing to undo. */
export function readUndo(blocks: readonly Block[], line: number, report: Report): readonly string[] {
  const code = blocks.filter(({ token }) => token.type === 'code');
  const [block] = code;
  if (blocks.length === 0 || code.length > 1 || (block?.token.type === 'code' && block.token.lang !== 'sh')) {
    report(line, text('course.undo-shape'));
    return [];
  }
  return block ? readCommands(block, report) : [];
}

function onlyList(blocks: readonly Block[], ordered: boolean): Tokens.List | undefined {
  const token = blocks[0]?.token;
  return blocks.length === 1 && token && isList(token) && token.ordered === ordered ? token : undefined;
}
