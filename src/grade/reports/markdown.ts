import { text } from '../../i18n/text.ts';
import { glyphs } from '../../text/glyphs.ts';
import type { Report, TargetReport } from '../report.ts';
import type { Format } from './format.ts';
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
} from './say.ts';
import { headLines, summarySections } from './summary.ts';

/** GitHub-flavoured: a table of the class, its summary, then each student's steps. */
export const markdownReport: Format = {
  of: 'class',
  *print(report) {
    const say = wordsOf(report);
    const summary = report.targets.length > 1 ? summaryBlocks(report, say) : [];
    yield written([[`# ${safe(report.title)}`], classTable(report, say), ...summary]);
    for (const target of report.targets) yield `\n${written(targetBlocks(target, report, say))}`;
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

const headWords = (say: Words, ...ids: readonly ('student' | 'outcome' | 'points' | 'max' | 'step' | 'place')[]) =>
  ids.map((id) => safe(say(text(`grade.head.${id}`))));

function classTable({ targets, max }: Report, say: Words): Block {
  const rows = Array.from(targets, (target) => [
    safe(nameOf(target)),
    safe(outcomeWords(target, say)),
    scoreOf(target),
    points(max),
    safe(target.place),
  ]);
  return tableOf(headWords(say, 'student', 'outcome', 'points', 'max', 'place'), rows);
}

const summaryBlocks = (report: Report, say: Words): readonly Block[] => [
  items(headLines(report, say)),
  ...summarySections(report, say).flatMap(({ title, lines }) => [[`## ${safe(title)}`], items(lines)]),
];

function targetBlocks(target: TargetReport, { max }: Report, say: Words): readonly Block[] {
  const late = lateWords(target, say);
  const notes = [...(target.cause ? [target.cause.said] : []), ...(late === undefined ? [] : [late]), ...target.notes];
  const rows = target.steps.map((step) => [
    safe(verdictWords(step.outcome, say)),
    safe(`${step.lesson}/${step.step}`),
    safe(step.title),
    earnedOf(step),
    points(step.tally.max),
  ]);
  const heads = ['', ...headWords(say, 'step'), '', ...headWords(say, 'points', 'max')];
  const total = [
    '',
    '',
    `**${safe(say(text('grade.report.total')))}**`,
    `**${scoreOf(target)}**`,
    `**${points(max)}**`,
  ];
  const wrong = target.cause
    ? []
    : target.steps.flatMap(({ checks }) =>
        checks
          .filter(({ verdict, told }) => !told && (verdict === 'fail' || verdict === 'error'))
          .map(
            (check): Block => [
              `- ${glyphs[check.verdict]} ${safe(check.title)}`,
              ...reasonsOf(check, say).map((line) => `  - ${safe(line)}`),
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
