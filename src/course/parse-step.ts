import type { Lang } from '../i18n/text.ts';
import { text } from '../i18n/text.ts';
import { type Block, markdownOf, plainWords } from './blocks.ts';
import type { Step } from './course.ts';
import { readChecks, readCommands, readHints, readPrediction, readUndo } from './parse-sections.ts';
import type { Report } from './problem.ts';
import { type SectionKind, sectionKinds, sectionOf, sectionTitle } from './sections.ts';

type StepBody = Omit<Step, 'id' | 'lesson' | 'title'>;

interface Section {
  readonly line: number;
  readonly blocks: Block[];
}

/** Reads what follows a step's id mark. */
export function parseStep(body: readonly Block[], line: number, lang: Lang, report: Report): StepBody {
  const { preamble, sections } = splitAtSections(body, lang, report);
  for (const kind of sectionKinds) {
    if (kind !== 'predict' && !sections.has(kind)) {
      report(line, text('course.section-missing', { section: sectionTitle(lang, kind) }));
    }
  }
  const { prose, commands } = readPreamble(preamble, line, report);
  const predict = sections.get('predict');
  const prediction = predict && readPrediction(predict.blocks, predict.line, report);
  const part = (kind: SectionKind): Section => sections.get(kind) ?? { line, blocks: [] };
  const look = part('look');
  if (sections.has('look') && look.blocks.length === 0) report(look.line, text('course.look-empty'));
  return {
    prose,
    commands,
    look: markdownOf(look.blocks),
    ...(prediction ? { prediction } : {}),
    checks: sections.has('checks') ? readChecks(part('checks').blocks, part('checks').line, report) : [],
    hints: sections.has('hints') ? readHints(part('hints').blocks, part('hints').line, report) : ['', '', ''],
    undo: sections.has('undo') ? readUndo(part('undo').blocks, part('undo').line, report) : [],
  };
}

function splitAtSections(
  body: readonly Block[],
  lang: Lang,
  report: Report,
): { preamble: Block[]; sections: Map<SectionKind, Section> } {
  const preamble: Block[] = [];
  const sections = new Map<SectionKind, Section>();
  let current = preamble;
  for (const block of body) {
    if (block.token.type === 'html') report(block.line, text('course.html'));
    else if (block.token.type === 'heading') current = openSection(block, sections, lang, report);
    else current.push(block);
  }
  return { preamble, sections };
}

/** The blocks of the section that this heading opens; of none, if it may not stand here. */
function openSection(block: Block, sections: Map<SectionKind, Section>, lang: Lang, report: Report): Block[] {
  const titles = sectionKinds.map((kind) => sectionTitle(lang, kind)).join(', ');
  const title = block.token.type === 'heading' ? plainWords(block.token.text) : '';
  const kind = block.token.type === 'heading' && block.token.depth === 3 ? sectionOf(lang, title) : undefined;
  const blocks: Block[] = [];
  if (!kind) {
    report(block.line, text('course.section-unknown', { title, known: titles }));
  } else if (sections.has(kind)) {
    report(block.line, text('course.section-twice', { title }));
  } else {
    const last = [...sections.keys()].at(-1);
    if (last && sectionKinds.indexOf(last) > sectionKinds.indexOf(kind)) {
      report(block.line, text('course.section-order', { title, order: titles }));
    }
    sections.set(kind, { line: block.line, blocks });
  }
  return blocks;
}

function readPreamble(
  preamble: readonly Block[],
  line: number,
  report: Report,
): { prose: string; commands: readonly string[] } {
  const at = preamble.findIndex(({ token }) => token.type === 'code' && token.lang === 'sh');
  const block = preamble[at];
  if (!block) {
    report(line, text('course.no-commands'));
    return { prose: markdownOf(preamble), commands: [] };
  }
  const extra = preamble[at + 1];
  if (extra) report(extra.line, text('course.after-commands'));
  if (at === 0) report(line, text('course.no-prose'));
  return { prose: markdownOf(preamble.slice(0, at)), commands: readCommands(block, report) };
}
