import type { Lang } from '../i18n/text.ts';
import type { Identity, Step } from './course.ts';
import type { LeftOut } from './needs.ts';
import type { Params } from './params.ts';
import type { Substitute } from './resolve.ts';
import type { Staging } from './scene.ts';

/** What a course's author has written for learners, and with which values: all that it takes to load and to lint it. */
export interface CourseContent<P extends Params = Params> extends Staging<P> {
  readonly identity: Identity;
  /** Folder of the lessons, from the package root. */
  readonly home: string;
  /** What the lessons are written in; the first stands in for every other. */
  readonly languages: readonly [Lang, ...Lang[]];
  /** Folders below `home`, in order, `<number>-<lesson id>`. */
  readonly lessons: readonly [string, ...string[]];
  /** Lesson id -> the checks of its steps that say whether the lesson has reached what it is for. A lesson may have none. */
  readonly goals?: { readonly [lesson: string]: readonly string[] };
  /** Step id -> of each of its commands the checks that hold once it has done its work; none: it only looks. For every step of several commands. */
  readonly lines?: { readonly [step: string]: readonly (readonly string[])[] };
  /** File in `home` with the commands of the document that the course keeps word by word, one a line. */
  readonly source?: string;
  /** Words that an aside of a step cannot do without, e.g. where the source is imprecise or dangerous. */
  readonly asides?: readonly { readonly step: string; readonly needle: string }[];
  /** What was seen without each command, for the pages at the lessons' ends. */
  readonly leftOut?: readonly LeftOut[];
  /** Where some values ask for other commands than the lessons have: a rewriting of the texts before their values are put in. */
  rewriting?(params: P): Rewriting;
}

export interface Rewriting {
  readonly rewrite: Substitute;
  /** Says so in the steps whose commands are others because of it. `before`: the step as it is written. */
  note(step: Step, before: Step, lang: Lang): Step;
}

/** The language in which a course can be had by who asks for `lang`. */
export const languageOf = ({ languages }: CourseContent, lang: Lang): Lang =>
  languages.includes(lang) ? lang : languages[0];
