import { topologySvg } from '../../picture/svg.ts';
import type { Report } from '../report.ts';
import { type FormatName, formats } from '../reports/index.ts';

/** A report as a file has it, all pieces together. */
export const wholeReport = (format: FormatName, report: Report): string =>
  [...formats[format].print(report, { topology: topologySvg })].join('');
