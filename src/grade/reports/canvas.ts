import { csvRow } from './escape.ts';
import type { Format } from './format.ts';
import { decimal } from './words.ts';

/**
 * For Canvas' gradebook import: the columns that it asks for, its row of possible points, one assignment. An empty cell leaves
 * the gradebook as it is, which is what who could not be graded gets.
 */
export const canvasReport: Format = {
  of: 'class',
  *print({ title, max, targets }) {
    yield csvRow(['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', title]);
    yield csvRow(['    Points Possible', '', '', '', '', decimal(max)]);
    for (const { id, student, score } of targets)
      yield csvRow([
        student?.name ?? student?.id ?? id,
        '',
        student?.id ?? id,
        student?.email ?? '',
        '',
        score === undefined ? '' : decimal(score),
      ]);
  },
};
