import type { Lang } from '../i18n/text.ts';
import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { type Block, blocksOf, markdownOf, plainWords, stepIdOf } from './blocks.ts';
import type { Lesson, Step } from './course.ts';
import { isEnd, parseEnd } from './parse-end.ts';
import { parseStep } from './parse-step.ts';
import type { CourseProblem, Report } from './problem.ts';

/** One lesson file as it lies on the disk. */
export interface LessonText {
  /** The course's folder, from the package root. */
  readonly home: string;
  /** Folder below it, `<number>-<lesson id>`, e.g. `1-bridge-network`. */
  readonly folder: string;
  readonly lang: Lang;
  readonly text: string;
}

/** A lesson with its parameters still at their defaults, and where its steps are. */
export interface ParsedLesson {
  readonly file: string;
  readonly lang: Lang;
  readonly lesson: Lesson;
  /** Step id -> 1-based line of its heading. */
  readonly lineOf: { readonly [step: string]: number };
}

/** Path from the package root. */
export const fileOf = ({ home, folder, lang }: Omit<LessonText, 'text'>): string => `${home}/${folder}/${lang}.md`;

/** Reads one lesson file (the format is described in lessons/README.md). All problems of the file are told at once. */
export function parseLesson(source: LessonText): Result<ParsedLesson, readonly CourseProblem[]> {
  const file = fileOf(source);
  const problems: CourseProblem[] = [];
  const report: Report = (line, words) => problems.push({ file, line, text: words });
  const folder = /^(\d)-([a-z0-9-]+)$/.exec(source.folder);
  if (!folder) report(1, text('course.folder-name', { folder: source.folder }));
  const id = folder?.[2] ?? source.folder;
  const number = Number(folder?.[1] ?? 0);
  const blocks = blocksOf(source.text, report);
  if (!blocks) return err(problems);

  const [head, ...rest] = splitAtSteps(blocks);
  const { title, intro } = readHead(head ?? [], number, report);
  // Without a prototype: a step may be called `constructor`.
  const lineOf: { [step: string]: number } = Object.create(null);
  const steps: Step[] = [];
  const { parts, end } = withoutEnd(rest);
  for (const part of parts) {
    const step = readStep(part, id, source.lang, report);
    if (!step) continue;
    if (lineOf[step.id] !== undefined) report(part[0]?.line ?? 1, text('course.step-twice', { step: step.id }));
    lineOf[step.id] = part[0]?.line ?? 1;
    steps.push(step);
  }
  const page = end && parseEnd(end, source.lang, report);
  if (parts.length === 0) report(1, text('course.no-steps'));
  if (problems.length > 0) return err(problems);
  return ok({
    ...{ file, lang: source.lang, lineOf },
    lesson: { id, number, title, intro, steps, goal: [], ...(page ? { end: page } : {}) },
  });
}

const isHeading = (block: Block, depth: number): boolean =>
  block.token.type === 'heading' && block.token.depth === depth;

/** Everything before the first second-level heading, then one part a step. */
function splitAtSteps(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [[]];
  for (const block of blocks) {
    if (isHeading(block, 2)) parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}

/** The page at the end is no step. */
function withoutEnd(parts: readonly Block[][]): { parts: readonly Block[][]; end?: Block[] } {
  const last = parts.at(-1);
  return last && isEnd(last) ? { parts: parts.slice(0, -1), end: last } : { parts };
}

function readHead(head: readonly Block[], number: number, report: Report): { title: string; intro: string } {
  const [first, ...intro] = head;
  const heading =
    first && isHeading(first, 1) ? plainWords(first.token.type === 'heading' ? first.token.text : '') : undefined;
  const match = /^(\d+)\.\s+(\S.*)$/.exec(heading ?? '');
  if (!match) report(1, text('course.title'));
  else if (Number(match[1]) !== number) report(first?.line ?? 1, text('course.title-number', { number }));
  for (const block of intro) {
    if (block.token.type === 'heading' || block.token.type === 'html') report(block.line, text('course.stray-block'));
  }
  if (intro.length === 0) report(1, text('course.no-intro'));
  return { title: match?.[2] ?? '', intro: markdownOf(intro) };
}

function readStep(part: readonly Block[], lesson: string, lang: Lang, report: Report): Step | undefined {
  const [heading, mark, ...body] = part;
  if (heading?.token.type !== 'heading') return undefined;
  const title = plainWords(heading.token.text).replace(/^[\d.]+\s+/, '');
  const id = mark && stepIdOf(mark.token);
  if (!title) report(heading.line, text('course.step-title'));
  if (id) return { id, lesson, title, ...parseStep(body, heading.line, lang, report) };
  report(heading.line, text('course.step-id', { title }));
  return undefined;
}
