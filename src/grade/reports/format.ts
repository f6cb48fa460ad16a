import type { Report, TargetReport } from '../report.ts';

/** What a report needs beside its words. */
export interface Drawing {
  /** An SVG document; quotes what it shows. */
  topology(picture: NonNullable<TargetReport['picture']>): string;
}

export interface Format {
  /** `one`: the format describes one student, so it is written once for each. */
  readonly of: 'class' | 'one';
  /** In pieces, in this order: those of a large class are not in memory at once. */
  print(report: Report, drawing: Drawing): Iterable<string>;
}
