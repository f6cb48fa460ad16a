import { text } from '../../i18n/text.ts';
import { glyphs } from '../../text/glyphs.ts';
import type { Report, TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { headLines, summarySections } from './summary.ts';
import {
  earnedOf,
  lateWords,
  nameOf,
  outcomeWords,
  points,
  reasonsOf,
  scoreOf,
  verdictWords,
  type Words,
  wordsOf,
} from './words.ts';

/** GitHub-flavoured: a table of the class, its summary, then each student's steps. */
export const markdownReport: Format = {
  of: 'class',
  *print(report) {
    const translate = wordsOf(report);
    const summary = report.targets.length > 1 ? summaryBlocks(report, translate) : [];
    yield written([[`# ${safe(report.title)}`], classTable(report, translate), ...summary]);
    for (const target of report.targets) yield `\n${written(targetBlocks(target, report, translate))}`;
  },
};

type Block = readonly string[];

const written = (blocks: readonly Block[]): string => `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;

/** Every sign that means something to Markdown, HTML in it, or a table. */
const safe = (words: string): string => words.replace(/[\\`*_{}[\]()<>#+!|~&$@:]/g, (sign) => `\\${sign}`).trim();

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): Block => [
  row(heads),
  row(heads.map(() => '---')),
  ...rows.map(row),
];
const items = (lines: readonly string[]): Block => lines.map((line) => `- ${safe(line)}`);

const headWords = (
  translate: Words,
  ...ids: readonly ('student' | 'outcome' | 'points' | 'max' | 'step' | 'place')[]
) => ids.map((id) => safe(translate(text(`grade.head.${id}`))));

function classTable({ targets, max }: Report, translate: Words): Block {
  const rows = Array.from(targets, (target) => [
    safe(nameOf(target)),
    safe(outcomeWords(target, translate)),
    scoreOf(target),
    points(max),
    safe(target.place),
  ]);
  return tableOf(headWords(translate, 'student', 'outcome', 'points', 'max', 'place'), rows);
}

const summaryBlocks = (report: Report, translate: Words): readonly Block[] => [
  items(headLines(report, translate)),
  ...summarySections(report, translate).flatMap(({ title, lines }) => [[`## ${safe(title)}`], items(lines)]),
];

function targetBlocks(target: TargetReport, { max }: Report, translate: Words): readonly Block[] {
  const late = lateWords(target, translate);
  const notes = [...(target.cause ? [target.cause.said] : []), ...(late === undefined ? [] : [late]), ...target.notes];
  const rows = target.steps.map((step) => [
    safe(verdictWords(step.outcome, translate)),
    safe(`${step.lesson}/${step.step}`),
    safe(step.title),
    earnedOf(step),
    points(step.tally.max),
  ]);
  const heads = ['', ...headWords(translate, 'step'), '', ...headWords(translate, 'points', 'max')];
  const total = [
    '',
    '',
    `**${safe(translate(text('grade.report.total')))}**`,
    `**${scoreOf(target)}**`,
    `**${points(max)}**`,
  ];
  const wrong = target.cause
    ? []
    : target.steps.flatMap(({ checks }) =>
        checks
          .filter(({ verdict, told: repeated }) => !repeated && (verdict === 'fail' || verdict === 'error'))
          .map(
            (check): Block => [
              `- ${glyphs[check.verdict]} ${safe(check.title)}`,
              ...reasonsOf(check, translate).map((line) => `  - ${safe(line)}`),
            ],
          ),
      );
  return [
    [`## ${safe(nameOf(target))}`],
    ...(notes.length > 0 ? [items(notes)] : []),
    tableOf(heads, [...rows, total]),
    ...(wrong.length > 0 ? [wrong.flat()] : []),
  ];
}
