import type { Lang, Text } from '../i18n/text.ts';
import type { Params } from './params.ts';
import type { Scene } from './scene.ts';

/** What a course is called. */
export interface Identity {
  /** Stable, of letters and hyphens: records of what was learnt name it. */
  readonly id: string;
  /** In each language that it has. */
  readonly names: { readonly [lang in Lang]?: string };
}

export const nameIn = ({ id, names }: Identity, lang: Lang): string => names[lang] ?? names.en ?? id;

/** The course in one language, with every parameter resolved. Pure data; made by `loadCourse`. */
export interface Course {
  readonly identity: Identity;
  readonly lang: Lang;
  readonly params: Params;
  readonly scene: Scene;
  readonly lessons: readonly Lesson[];
}

export interface Lesson {
  /** Unique in the course, e.g. `containers`. */
  readonly id: string;
  /** From its folder's name. */
  readonly number: number;
  readonly title: string;
  /** Markdown: the text before the first step. */
  readonly intro: string;
  readonly steps: readonly Step[];
  /** Ids of the checks that say whether it has reached what it is for: who reaches whom, seen as whom. May be empty. */
  readonly goal: readonly string[];
  /** The page after the last step, where the lesson has one. */
  readonly end?: LessonEnd;
}

/** What a learner reads when a lesson is done: what it was all for, who else does it, what to try now. */
export interface LessonEnd {
  readonly title: string;
  /** Markdown, in the course's own words. */
  readonly prose: string;
  /** Markdown: what the software that people use puts in the place of what was built by hand. */
  readonly counterpart: string;
  readonly experiments: readonly Experiment[];
  /** In the order of the commands; those that only look are not among them. */
  readonly needs: readonly Need[];
}

export interface Experiment {
  /** Markdown: what is asked. */
  readonly question: string;
  /** One command a line; the last ones put everything back. */
  readonly commands: readonly string[];
  /** Markdown: what one will see. */
  readonly outcome: string;
}

/** What a command of a lesson is needed for, as it was seen without it. */
export interface Need {
  readonly command: string;
  /** Title of the first check that fails then. */
  readonly check: string;
  /** What is wrong then, and why that matters. */
  readonly what: Text;
  readonly why: Text;
}

export interface Step {
  /** Unique in the whole course. */
  readonly id: string;
  readonly lesson: string;
  readonly title: string;
  /** Markdown: what and why, asides included. */
  readonly prose: string;
  /** One command a line, exactly as a learner would type it. */
  readonly commands: readonly string[];
  /**
   * Of each command the checks that say that what it is for has been brought about, however; none: it only looks. Absent:
   * nobody has said, and of a single command all of the step's.
   */
  readonly lines?: readonly (readonly string[])[];
  /** Markdown: what to look at after the commands; may be empty. */
  readonly look: string;
  readonly prediction?: Prediction;
  /** Ids of checks (defined in `checks/`), in order, with their titles in this language. */
  readonly checks: readonly { readonly id: string; readonly title: string }[];
  /** Nudge, concept, command. */
  readonly hints: readonly [string, string, string];
  /** In the order in which they run; empty when the step only looks. */
  readonly undo: readonly string[];
}

/** A question that is asked before the commands run; right answer and explanation are shown afterwards. */
export interface Prediction {
  readonly question: string;
  readonly options: readonly string[];
  /** Index into `options`. */
  readonly answer: number;
  readonly explanation: string;
}

/** Steps of the whole course in order. */
export const stepsOf = (course: Course): readonly Step[] => course.lessons.flatMap((lesson) => lesson.steps);
