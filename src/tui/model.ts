import type { Course } from '../course/course.ts';
import type { Lang, Text } from '../i18n/text.ts';
import type { LineOutcome, Progress, SessionEvent } from '../learn/session.ts';
import type { Picture } from '../picture/picture.ts';
import type { CheckWalk } from '../trace/request-walk.ts';
import type { CheckResult, Verdict } from '../verify/check.ts';
import type { Printed } from './text/terminal.ts';

export type LabFailure = Extract<SessionEvent, { type: 'lab-failed' }>['failure'];

export const paneNames = ['lesson', 'run', 'checks', 'picture'] as const;
export type PaneName = (typeof paneNames)[number];

/** What the learner does on the step screen right now. */
export type StepMode =
  | { readonly type: 'read' }
  /** The question is asked before the commands run; `option` is under the cursor. */
  | { readonly type: 'predict'; readonly option: number }
  /** The request of a check is followed; `hop` is an index into the request and its answer (`legsOf`). */
  | { readonly type: 'walk'; readonly check: string; readonly walk: CheckWalk; readonly hop: number }
  /** An edited copy of the commands; `cursor` is a character index while a line is being typed. */
  | { readonly type: 'edit'; readonly lines: readonly string[]; readonly line: number; readonly cursor?: number };

export type Screen =
  | { readonly type: 'starting' }
  | { readonly type: 'lab-failed'; readonly failure: LabFailure }
  | { readonly type: 'map'; readonly cursor: number }
  | { readonly type: 'step'; readonly step: string; readonly mode: StepMode }
  | { readonly type: 'finish' }
  /** A bug of ours: nothing goes on from here but leaving. */
  | { readonly type: 'bug'; readonly message: string };

/** What is asked about before it happens. */
export type Question = 'undo' | 'skip' | 'solve' | 'rebuild' | 'reset';

export type Overlay =
  | { readonly type: 'help'; readonly offset: number }
  | { readonly type: 'confirm'; readonly question: Question; readonly step: string };

export interface RunLine {
  readonly command: string;
  readonly printed: Printed;
  readonly state: 'waiting' | 'running' | LineOutcome;
  readonly ms?: number;
}

/** The last run of a step's commands. */
export interface Run {
  readonly lines: readonly RunLine[];
  readonly state: 'running' | 'ok' | 'failed';
}

export type Tone = 'info' | 'pass' | 'fail' | 'error' | 'blocked';
export interface Message {
  readonly tone: Tone;
  readonly text: Text;
  /** To be read in full: it may take rows of the body for as long as it stands there. */
  readonly long?: true;
}

export interface LabView {
  readonly state: 'starting' | 'up' | 'failed';
  readonly phases: readonly Text[];
  readonly warnings: readonly Text[];
  readonly failure?: LabFailure;
}

/** Effects that change the lab. */
export interface Working {
  readonly type: 'run' | 'undo' | 'solve';
  readonly step: string;
}

export interface State {
  readonly courses: { readonly [lang in Lang]: Course };
  readonly lang: Lang;
  readonly columns: number;
  readonly rows: number;
  readonly screen: Screen;
  readonly overlay?: Overlay;
  /** The pane that keys scroll, and the only one that is shown on a small terminal. */
  readonly pane: PaneName;
  /** First line shown; `undefined` for the run pane means: follow the end. */
  readonly offsets: { readonly [pane in PaneName]?: number };
  readonly lab: LabView;
  readonly progress: Progress;
  /** Step whose commands run now. */
  readonly running?: string;
  /** A round is being held. */
  readonly looking: boolean;
  /** Something that changes the lab was asked for and has not come back; only one such thing may go on. */
  readonly working?: Working;
  readonly runs: { readonly [step: string]: Run };
  /** Check id -> its verdict in the latest round that judged it. */
  readonly results: { readonly [check: string]: CheckResult };
  /** Checks whose verdict is from before a change and that nobody has looked at since. */
  readonly stale: { readonly [check: string]: true };
  /** Check id -> its verdict before the step's first run. */
  readonly before: { readonly [check: string]: Verdict };
  /** Steps whose verdicts the learner asked for. Until then a failing check is `not yet`, not a failure. */
  readonly attempted: { readonly [step: string]: true };
  readonly picture?: Picture;
  /** The latest round could not be held. */
  readonly blind?: LabFailure;
  readonly message?: Message;
  /** Every reason in full. */
  readonly why: boolean;
}

/** Everything the UI may ask of the world. Done by `effects.ts`, never by the reducer. */
export type Effect =
  | { readonly type: 'run'; readonly step: string; readonly commands?: readonly string[] }
  /** `asked`: the learner wants the verdict; else it is only a look at how things stand. */
  | { readonly type: 'check'; readonly steps: readonly string[]; readonly asked: boolean }
  | { readonly type: 'undo' | 'next' | 'skip' | 'go-to' | 'hint' | 'solve'; readonly step: string }
  | { readonly type: 'predict'; readonly step: string; readonly option: number }
  /** Walks the request of a check of this step. */
  | { readonly type: 'trace'; readonly step: string; readonly check: string }
  | { readonly type: 'start' | 'cancel' | 'reset' | 'shell' | 'quit' };
export type EffectName = Effect['type'];

export type Action =
  | { readonly type: 'session'; readonly event: SessionEvent }
  | { readonly type: 'command'; readonly command: Command }
  /** Characters typed or pasted while a command line is edited. */
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'resized'; readonly columns: number; readonly rows: number }
  /** Straight to a step, without the map. */
  | { readonly type: 'go-to'; readonly step: string }
  /** The promise of an effect came back. */
  | { readonly type: 'effect-done'; readonly effect: Effect; readonly ok: boolean }
  | { readonly type: 'bug'; readonly message: string };

export const commands = [
  'run', 'edit', 'check', 'next', 'back', 'undo', 'skip', 'solve', 'hint', 'why', 'trace', 'trace-next', 'map', 'shell', 'lang', 'cancel', 'reset',
  'help', 'quit', 'retry', 'read-on', 'choose', 'close', 'yes', 'no', 'up', 'down', 'page-up', 'page-down', 'top', 'bottom',
  'pane-next', 'pane-back', 'pane-lesson', 'pane-run', 'pane-checks', 'pane-picture', 'option-1', 'option-2', 'option-3',
  'option-4', 'left', 'right', 'line-start', 'line-end', 'erase', 'delete', 'erase-line',
] as const; // biome-ignore format: a list of words
/** Named things a learner can do; keys are bound to them in `keymap.ts` and words in the plain mode. */
export type Command = (typeof commands)[number];

export interface Update {
  readonly state: State;
  readonly effects: readonly Effect[];
}
