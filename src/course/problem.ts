import type { Text } from '../i18n/text.ts';

/** Something wrong in a lesson file, told so that its author learns how to fix it. */
export interface CourseProblem {
  /** Path from the package root, e.g. `lessons/1-bridge-network/en.md`. */
  readonly file: string;
  /** 1-based; 1 when the problem belongs to the whole file. */
  readonly line: number;
  readonly text: Text;
}

/** Collects the problems of one file. */
export type Report = (line: number, text: Text) => void;
