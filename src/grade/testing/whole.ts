import { topologySvg } from '../../picture/svg.ts';
import type { Report } from '../report.ts';
import type { Submission } from '../reports/format.ts';
import { type FormatName, formats } from '../reports/index.ts';

export const submission: Submission = {
  classroom: 'networks',
  assignment: 'containers',
  submission: 'submit/2026-11-28T12-00-00Z-a1b2c3d',
  commit: 'https://git.example/networks-containers-alice/commit/a1b2c3d',
  release: 'https://git.example/networks-containers-alice/releases/tag/submit%2F2026-11-28T12-00-00Z-a1b2c3d',
  review: 'https://git.example/networks-containers-alice/compare/0000000...a1b2c3d',
};

/** A report as a file has it, all pieces together. */
export const wholeReport = (format: FormatName, report: Report): string =>
  [...formats[format].print(report, { topology: topologySvg, submission })].join('');
