import type { Course } from '../../course/course.ts';
import type { Lang, Text } from '../../i18n/text.ts';
import type { LineOutcome, Progress, SessionEvent } from '../../learn/session.ts';
import type { Foreseen } from '../../look/foresee.ts';
import type { Picture } from '../../picture/picture.ts';
import type { CheckWalk } from '../../trace/request-walk.ts';
import type { CheckResult, Verdict } from '../../verify/check.ts';
import type { Printed } from '../text/terminal.ts';
import type { Terminals } from './terminal.ts';

export type LabFailure = Extract<SessionEvent, { type: 'lab-failed' }>['failure'];

export const paneNames = ['lesson', 'run', 'checks', 'picture'] as const;
export type PaneName = (typeof paneNames)[number];

/** What the learner was about to do when a question came up; it is done once the question is settled. */
export type AskedBefore = 'run' | 'edit' | 'check' | 'shell';

/** What the learner does on the step screen right now. */
export type StepMode =
  | { readonly type: 'read' }
  /** The step's question; `option` is under the cursor, `then` is what the learner was about to do. */
  | { readonly type: 'predict'; readonly option: number; readonly then?: AskedBefore }
  /** The request of a check is followed; `hop` is an index into the request and its answer (`legsOf`). */
  | { readonly type: 'walk'; readonly check: string; readonly walk: CheckWalk; readonly hop: number }
  /** An edited copy of the commands; `cursor` is a character index while a line is being typed. */
  | { readonly type: 'edit'; readonly lines: readonly string[]; readonly line: number; readonly cursor?: number };

export type Screen =
  | { readonly type: 'starting' }
  | { readonly type: 'lab-failed'; readonly failure: LabFailure }
  | { readonly type: 'map'; readonly cursor: number }
  | { readonly type: 'step'; readonly step: string; readonly mode: StepMode }
  /** The page after a lesson's last step; `offset` is its first line shown. */
  | { readonly type: 'end'; readonly lesson: string; readonly offset: number }
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

/** A line that a shell was given, and whether it ended well. */
export interface TypedLine {
  readonly command: string;
  readonly ok: boolean;
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
  /** A round is under way. */
  readonly looking: boolean;
  /** Something that changes the lab was asked for and has not come back; only one such thing may go on. */
  readonly working?: Working;
  readonly runs: { readonly [step: string]: Run };
  /** Check id -> its verdict in the latest round that judged it. */
  readonly results: { readonly [check: string]: CheckResult };
  /** Checks whose verdict is from before a change and that nobody has looked at since. */
  readonly stale: { readonly [check: string]: true };
  /** Check id -> its request is under way and will die, as the walk says. It is no verdict. */
  readonly foreseen: { readonly [check: string]: Foreseen };
  /** Check id -> what was foreseen in the latest round, and was wrong. */
  readonly refuted: { readonly [check: string]: Foreseen };
  /** Check id -> its verdict before the step's first run. */
  readonly before: { readonly [check: string]: Verdict };
  /** The step whose last run stopped at a line, while nobody has asked for its verdicts since. */
  readonly stopped?: string;
  /** Steps whose verdicts the learner asked for. Until then a failing check is `not yet`, not a failure. */
  readonly attempted: { readonly [step: string]: true };
  readonly picture?: Picture;
  /** What was seen since, while a question of the step comes first. */
  readonly heldPicture?: Picture;
  /** The step whose question the learner put off: it does not come up by itself again. */
  readonly putOff?: string;
  /** The picture pane shows the hooks instead of the wires. */
  readonly hooks?: true;
  /** Why the latest round could not be taken: what stands in `results` is from before. */
  readonly unobservable?: LabFailure;
  readonly message?: Message;
  /** Step id -> what the learner typed in shells beside it; nobody else sees it. */
  readonly typed: { readonly [step: string]: readonly TypedLine[] };
  /** Shells can be opened beside the lesson; else one takes the whole terminal. */
  readonly hasPanes: boolean;
  readonly terminals?: Terminals;
  /** Every reason in full. */
  readonly why: boolean;
}

export function withoutMessage(state: State): State {
  const { message: _message, ...rest } = state;
  return rest;
}

export function withoutTerminals(state: State): State {
  const { terminals: _terminals, ...rest } = state;
  return rest;
}

export function withoutOverlay(state: State): State {
  const { overlay: _overlay, ...rest } = state;
  return rest;
}

/** Hooks where wires were, and back. */
export function otherView(state: State): State {
  const { hooks, ...rest } = state;
  return hooks ? rest : { ...rest, hooks: true };
}
