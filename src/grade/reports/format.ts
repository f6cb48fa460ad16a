import type { Report } from '../report.ts';

/** What a report needs beside its words. */
export interface Drawing {
  /** An SVG document; quotes what it shows. */
  topology(picture: NonNullable<Report['targets'][number]['picture']>): string;
}

export interface Format {
  /** `one`: the format describes one student, so it is written once for each. */
  readonly of: 'class' | 'one';
  print(report: Report, drawing: Drawing): string;
}
