import type { CourseContent } from './content.ts';
import { asidesRule } from './lint/asides.ts';
import { checksRule } from './lint/checks.ts';
import { endsRule } from './lint/ends.ts';
import { goalsRule } from './lint/goals.ts';
import { languagesRule } from './lint/languages.ts';
import { linesRule } from './lint/lines.ts';
import { parametersRule } from './lint/parameters.ts';
import type { KnownCheck, Rule } from './lint/rule.ts';
import { sourceCommandsRule } from './lint/source-commands.ts';
import { structureRule } from './lint/structure.ts';
import { parseLessons } from './load.ts';
import type { LessonText } from './parse.ts';
import type { CourseProblem } from './problem.ts';

const rules: readonly Rule[] = [
  sourceCommandsRule,
  languagesRule,
  structureRule,
  checksRule,
  goalsRule,
  linesRule,
  parametersRule,
  asidesRule,
  endsRule,
];

export interface CourseSources {
  readonly content: CourseContent;
  /** All lesson files of every language. */
  readonly texts: readonly LessonText[];
  /** The lines of the course's source, without its comments. */
  readonly sourceCommands?: readonly string[];
  /** The checks of the course; without them, rules about checks are left out. */
  readonly knownChecks?: readonly KnownCheck[];
}

/** Everything that is wrong with the course, by file and line; empty when it may be taught. Files that cannot be parsed are told first and alone. */
export function lintCourse({ content, texts, ...known }: CourseSources): readonly CourseProblem[] {
  const parsed = content.languages.map((lang) => parseLessons(content, lang, texts));
  const problems = parsed.flatMap((one) => (one.ok ? [] : one.error));
  const [first, ...others] = parsed.flatMap((one) => (one.ok ? [one.value] : []));
  if (!first || problems.length > 0) return problems;
  const input = { content, editions: [first, ...others] as const, ...known };
  return rules.flatMap((rule) => rule(input));
}
