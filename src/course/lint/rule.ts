import type { Text } from '../../i18n/text.ts';
import type { CourseContent } from '../content.ts';
import type { Step } from '../course.ts';
import type { ParsedLesson } from '../parse.ts';
import type { CourseProblem } from '../problem.ts';

/** What the lint must know about a check; `checks/` has it. */
export interface KnownCheck {
  readonly id: string;
  readonly step: string;
  readonly kind: 'state' | 'behaviour';
}

/** The lessons of one language. */
export type Edition = readonly ParsedLesson[];

/** Everything a rule may look at. Every language has been parsed without problems. */
export interface LintInput {
  readonly content: CourseContent;
  /** In each language that the course has, the first first. */
  readonly editions: readonly [Edition, ...Edition[]];
  /** The source document's commands in order; absent: the course keeps none. */
  readonly sourceCommands?: readonly string[];
  /** Absent: rules about checks are left out. */
  readonly knownChecks?: readonly KnownCheck[];
}

export type Rule = (input: LintInput) => readonly CourseProblem[];

/** A step and where its file has it. */
export interface PlacedStep {
  readonly lesson: ParsedLesson;
  readonly step: Step;
}

export const placedSteps = (lessons: readonly ParsedLesson[]): readonly PlacedStep[] =>
  lessons.flatMap((lesson) => lesson.lesson.steps.map((step) => ({ lesson, step })));

export const problemAt = ({ lesson, step }: PlacedStep, words: Text): CourseProblem => ({
  file: lesson.file,
  line: lesson.lineOf[step.id] ?? 1,
  text: words,
});

/** A problem of a whole file. */
export const problemIn = (lesson: ParsedLesson, words: Text): CourseProblem => ({
  file: lesson.file,
  line: 1,
  text: words,
});

/** The blockquotes of a markdown text. */
export const asidesOf = (markdown: string): readonly string[] =>
  markdown
    .split(/\n{2,}/)
    .filter((block) => block.startsWith('>'))
    .flatMap((block) => block.split(/\n> *\n/));
