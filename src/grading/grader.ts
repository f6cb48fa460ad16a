import type { Params } from '../course/params.ts';
import type { Lang, Text } from '../i18n/text.ts';
import type { Lab, Remote, SshSettings, SshTarget } from '../lab/lab.ts';
import type { Check } from '../verify/check.ts';

/** Who grades: all that a grading needs of the program that it is a part of. */
export interface Grader {
  readonly env: { readonly [name: string]: string | undefined };
  readonly lang: Lang;
  /** Version of the program. */
  readonly program: string;
  /** Of the whole course. */
  readonly checks: readonly Check[];
  /** The state folder. */
  home(): Promise<string>;
  /** A lab of this machine, for a course with these parameters. */
  lab(name: string, params: Params): Promise<Lab>;
  /** A machine over ssh; nothing is connected yet. */
  remote(name: string, target: SshTarget, settings: SshSettings): Promise<Remote>;
  /** What a teacher should know beside the report. */
  tell(words: Text): void;
}
