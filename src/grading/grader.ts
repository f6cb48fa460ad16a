import type { CourseDefinition } from '../define/course.ts';
import type { Lang, Text } from '../i18n/text.ts';

/** Who grades: all that a grading needs of the program that it is a part of. */
export interface Grader {
  readonly env: { readonly [name: string]: string | undefined };
  readonly lang: Lang;
  /** Version of the program. */
  readonly program: string;
  /** What is graded. */
  readonly course: CourseDefinition;
  /** The state folder. */
  home(): Promise<string>;
  /** What a teacher should know beside the report. */
  notify(words: Text): void;
}
