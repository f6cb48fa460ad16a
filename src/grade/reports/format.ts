import type { Report, TargetReport } from '../report.ts';

/** What a report needs beside its words. */
export interface Drawing {
  /** An SVG document; quotes what it shows. */
  topology(picture: NonNullable<TargetReport['picture']>): string;
  /** What is being graded, where a platform has us grade it. */
  readonly submission?: Submission | undefined;
}

/** A submission of Classroom 50, as its runner names it. */
export interface Submission {
  readonly classroom: string;
  readonly assignment: string;
  /** A tag, `submit/…`. */
  readonly submission: string;
  /** Addresses of web pages. */
  readonly commit: string;
  readonly release: string;
  readonly review: string;
}

export interface Format {
  /** `one`: the format describes one student, so it is written once for each. */
  readonly of: 'class' | 'one';
  /** In pieces, in this order: those of a large class are not in memory at once. */
  print(report: Report, drawing: Drawing): Iterable<string>;
}
