import stringWidth from 'string-width';
import { text } from '../../i18n/text.ts';
import type { Report, TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { summaryLines } from './summary.ts';
import {
  earnedOf,
  lateWords,
  nameOf,
  outcomeWords,
  points,
  reasonsOf,
  scoreOf,
  scoreWords,
  verdictWords,
  type Words,
  wordsOf,
} from './words.ts';

/** For a terminal: one student with what is wrong below each step (not what only waits for it), or a class as a table and its summary. */
export const textReport: Format = {
  of: 'class',
  print(report) {
    const translate = wordsOf(report);
    const lines =
      report.targets.length === 1
        ? [...report.targets].flatMap((only) => oneLines(only, report, translate))
        : [...table(report, translate), '', ...summaryLines(report, translate)];
    return [`${[report.title, '', ...lines].join('\n')}\n`];
  },
};

function oneLines(target: TargetReport, report: Report, translate: Words): readonly string[] {
  const lines = target.steps.flatMap((step) => [
    `${verdictWords(step.outcome, translate)}  ${step.lesson}/${step.step}  ${earnedOf(step)} / ${points(step.tally.max)}  ${step.title}`,
    ...step.checks
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
      .flatMap((check) => [
        `    ${verdictWords(check.verdict, translate)}  ${check.title}`,
        ...reasonsOf(check, translate).map((line) => `        ${line}`),
      ]),
  ]);
  const late = lateWords(target, translate);
  return [
    ...(target.cause ? [target.cause.said] : lines),
    '',
    ...(late === undefined ? [] : [late]),
    ...target.notes,
    totalLine(target, report, translate),
  ];
}

function totalLine(target: TargetReport, { max, passMark }: Report, translate: Words): string {
  return `${nameOf(target)}: ${outcomeWords(target, translate)}  ${scoreWords(target, max, translate)}  ${translate(text('grade.report.pass-mark', { points: points(passMark) }))}`;
}

function table({ targets, max }: Report, translate: Words): readonly string[] {
  const rows = Array.from(targets, (target) => [
    outcomeWords(target, translate),
    `${scoreOf(target)} / ${points(max)}`,
    nameOf(target),
    target.place === target.id ? '' : target.place,
    target.cause?.said ?? lateWords(target, translate) ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell))))
      .join('  ')
      .trimEnd(),
  );
}
