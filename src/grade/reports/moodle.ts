import { text } from '../../i18n/text.ts';
import type { TargetReport } from '../report.ts';
import { csvRow } from './escape.ts';
import type { Format } from './format.ts';
import { decimal, lateWords, scoreWords, type Words, wordsOf } from './words.ts';

/**
 * For Moodle's "Import, CSV file": users by their ID number or address, one grade item, one feedback. Moodle reads `-` as "no
 * grade", which is what who could not be graded has.
 */
export const moodleReport: Format = {
  of: 'class',
  *print(report) {
    const translate = wordsOf(report);
    const heads = ['ID number', 'Email address', 'Full name', report.title, `${report.title} (feedback)`];
    yield csvRow(heads);
    for (const target of report.targets)
      yield csvRow([
        target.student?.id ?? target.id,
        target.student?.email ?? '',
        target.student?.name ?? '',
        target.score === undefined ? noGrade : decimal(target.score),
        feedback(target, report.max, translate),
      ]);
  },
};

/** Moodle's sign; it stands unquoted, and is no formula. */
const noGrade = { raw: '-' } as const;

/** What is only blocked is left out: it is solved by what blocks it. */
function feedback(target: TargetReport, max: number, translate: Words): string {
  const missed = target.steps.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
  const late = lateWords(target, translate);
  return [
    scoreWords(target, max, translate),
    ...(target.cause
      ? [target.cause.said]
      : missed.map(({ lesson, step, outcome }) => `${lesson}/${step}: ${translate(text(`cli.verdict.${outcome}`))}`)),
    ...(late === undefined ? [] : [late]),
  ].join('; ');
}
