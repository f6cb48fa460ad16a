import stringWidth from 'string-width';
import { text } from '../../i18n/text.ts';
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
  scoreWords,
  verdictWords,
  type Words,
  wordsOf,
} from './say.ts';
import { summaryLines } from './summary.ts';

/** For a terminal: one student with what is wrong below each step (not what only waits for it), or a class as a table and its summary. */
export const textReport: Format = {
  of: 'class',
  print(report) {
    const say = wordsOf(report);
    const lines =
      report.targets.length === 1
        ? [...report.targets].flatMap((only) => oneLines(only, report, say))
        : [...table(report, say), '', ...summaryLines(report, say)];
    return [`${[report.title, '', ...lines].join('\n')}\n`];
  },
};

function oneLines(target: TargetReport, report: Report, say: Words): readonly string[] {
  const lines = target.steps.flatMap((step) => [
    `${verdictWords(step.outcome, say)}  ${step.lesson}/${step.step}  ${earnedOf(step)} / ${points(step.tally.max)}  ${step.title}`,
    ...step.checks
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
      .flatMap((check) => [
        `    ${verdictWords(check.verdict, say)}  ${check.title}`,
        ...reasonsOf(check, say).map((line) => `        ${line}`),
      ]),
  ]);
  const late = lateWords(target, say);
  return [
    ...(target.cause ? [target.cause.said] : lines),
    '',
    ...(late === undefined ? [] : [late]),
    ...target.notes,
    totalLine(target, report, say),
  ];
}

function totalLine(target: TargetReport, { max, passMark }: Report, say: Words): string {
  return `${nameOf(target)}: ${outcomeWords(target, say)}  ${scoreWords(target, max, say)}  ${say(text('grade.report.pass-mark', { points: points(passMark) }))}`;
}

function table({ targets, max }: Report, say: Words): readonly string[] {
  const rows = Array.from(targets, (target) => [
    outcomeWords(target, say),
    `${scoreOf(target)} / ${points(max)}`,
    nameOf(target),
    target.place === target.id ? '' : target.place,
    target.cause?.said ?? lateWords(target, say) ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell))))
      .join('  ')
      .trimEnd(),
  );
}
