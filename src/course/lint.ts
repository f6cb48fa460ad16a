import { asidesRule } from './lint/asides.ts';
import { checksRule } from './lint/checks.ts';
import { languagesRule } from './lint/languages.ts';
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
  parametersRule,
  asidesRule,
];

export interface CourseSources {
  /** All lesson files of both languages. */
  readonly texts: readonly LessonText[];
  /** `lessons/source-commands.txt`, without its comments. */
  readonly sourceCommands: readonly string[];
  /** `allChecks` of `checks/`; without it, rules about checks are left out. */
  readonly knownChecks?: readonly KnownCheck[];
}

/** Everything that is wrong with the course, by file and line; empty when it may be taught. Files that cannot be parsed are told first and alone. */
export function lintCourse({ texts, sourceCommands, knownChecks }: CourseSources): readonly CourseProblem[] {
  const en = parseLessons('en', texts);
  const zh = parseLessons('zh-CN', texts);
  if (!en.ok || !zh.ok) return [...(en.ok ? [] : en.error), ...(zh.ok ? [] : zh.error)];
  const input = { en: en.value, zh: zh.value, sourceCommands, ...(knownChecks ? { knownChecks } : {}) };
  return rules.flatMap((rule) => rule(input));
}
