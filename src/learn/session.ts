import type { Text } from '../i18n/text.ts';
import type { LabFailure, LabStatus } from '../lab/lab.ts';
import type { ContainerIdentities } from '../look/container-identities.ts';
import type { Foreseen } from '../look/foresee.ts';
import type { Picture } from '../picture/picture.ts';
import type { Result } from '../result.ts';
import type { CheckResult } from '../verify/check.ts';

/** How one line of a step ended. `failed`: exit code not 0. */
export type LineOutcome =
  | { readonly type: 'ok' }
  | { readonly type: 'failed'; readonly exitCode: number }
  | { readonly type: 'timed-out'; readonly seconds: number }
  | { readonly type: 'cancelled' };

/** Everything that happens while somebody learns is one of these; only screens and reporters print. */
export type SessionEvent =
  | { readonly type: 'lab-phase'; readonly text: Text }
  | { readonly type: 'lab-warning'; readonly text: Text }
  | { readonly type: 'lab-up'; readonly status: LabStatus }
  | { readonly type: 'lab-failed'; readonly failure: LabFailure }
  | { readonly type: 'run-started'; readonly step: string; readonly commands: readonly string[] }
  | { readonly type: 'line-started'; readonly step: string; readonly index: number; readonly command: string }
  /** Raw terminal output (UTF-8, may hold escape sequences). */
  | { readonly type: 'line-output'; readonly step: string; readonly index: number; readonly chunk: string }
  | {
      readonly type: 'line-ended';
      readonly step: string;
      readonly index: number;
      readonly outcome: LineOutcome;
      readonly ms: number;
    }
  | { readonly type: 'run-ended'; readonly step: string; readonly ok: boolean }
  /** The lab changed just now: what was seen before is out of date until somebody has looked again. */
  | { readonly type: 'lab-changed' }
  /** A quick look after a change, or what a round knows before it has ended: these verdicts hold, the others are still out of date. */
  | { readonly type: 'glanced'; readonly results: readonly CheckResult[]; readonly picture?: Picture | undefined }
  /** Requests of the round that is under way, which will die. Whatever was foreseen before counts no more. */
  | { readonly type: 'foreseen'; readonly foreseen: readonly Foreseen[] }
  /** The same verdicts as before, now with the walks of their requests. */
  | { readonly type: 'walked'; readonly results: readonly CheckResult[] }
  | { readonly type: 'round-started'; readonly steps: readonly string[] }
  | {
      readonly type: 'round-ended';
      readonly results: readonly CheckResult[];
      readonly picture: Picture | undefined;
      readonly ms: number;
      /** What was foreseen, and was wrong: a bug of ours. */
      readonly refuted?: readonly Foreseen[] | undefined;
    }
  /** The round was left before it was over: the lab is about to be changed, and looked at again. */
  | { readonly type: 'round-left' }
  /** The round itself could not be held (lab gone, script killed). */
  | { readonly type: 'round-failed'; readonly failure: LabFailure }
  | { readonly type: 'progress'; readonly progress: Progress }
  /**
   * A machine or a container was restarted, and claimed steps hung on it: why, which steps do not hold any more, and up to
   * which one `solve` builds again what the learner had.
   */
  | { readonly type: 'lost'; readonly text: Text; readonly steps: readonly string[]; readonly to: string }
  /** A bug of ours, in something that nobody waits for; elsewhere the method that was called rejects. */
  | { readonly type: 'bug'; readonly message: string }
  /** Something the learner should know, e.g. a damaged progress file was kept aside. */
  | { readonly type: 'notice'; readonly text: Text };

export type StepState = 'todo' | 'done' | 'skipped';

export type Way = 'run' | 'type';

/** What the learner has claimed so far. Never a proof: every claimed step is looked at again on start. */
export interface Progress {
  /** Step id -> state; absent means `todo`. */
  readonly steps: { readonly [step: string]: StepState };
  /** The step that the learner is at. */
  readonly at: string | undefined;
  /** Step id -> index of the predicted option. */
  readonly predictions: { readonly [step: string]: number };
  /** Steps whose question the learner did not want to answer; earlier releases had none. */
  readonly declined?: readonly string[];
  /** Steps that only look, at which the learner has looked; earlier releases had none. */
  readonly looked?: readonly string[];
  /** Step id -> how many hints were opened (0 to 3). */
  readonly hints: { readonly [step: string]: number };
  /** How the learner takes a step: absent or `run`: its commands are run; `type`: they stay covered, and are typed. */
  readonly way?: Way;
  /** Step id -> how many of its covered lines were asked for. */
  readonly shown?: { readonly [step: string]: number };
  /** What the wiring hung on when it was last seen; files of earlier releases have it under this name. */
  readonly identities?: ContainerIdentities;
}

/** Why a session did not do what it was asked. */
export type NotNow =
  /** Something else changes the lab just now. */
  | 'busy'
  | 'closed'
  /** There is no lab, or it went away. */
  | 'no-lab'
  | 'no-such-step'
  | 'no-such-option'
  | 'no-more-hints'
  | 'no-more-lines'
  | 'already-done'
  /** A line of the commands failed, or did not end in time. */
  | 'line-failed'
  | 'cancelled'
  /** The lab could not be looked at. */
  | 'not-seen'
  /** What was looked at does not prove the step. */
  | 'not-proved'
  /** The step only looks, and nobody has looked yet. */
  | 'not-looked'
  /** The learner went elsewhere meanwhile. */
  | 'moved-on'
  /** The check sent no request, or the lab has changed since. */
  | 'no-walk';

export type Answer = Promise<Result<void, NotNow>>;

/**
 * One learner in one lab: the shell's side of the UI and of the headless commands. All methods may be called at any
 * time; what cannot be done now says why. Results arrive as events.
 */
export interface Session {
  /** Loads progress, brings the lab up, checks every claimed step. */
  start(): Answer;
  subscribe(listener: (event: SessionEvent) => void): () => void;
  progress(): Progress;
  /** Runs commands (the step's own, or an edited copy) line by line, then checks the step and everything claimed before it. */
  run(step: string, commands?: readonly string[]): Answer;
  /** Ends the running line and everything it started. */
  cancel(): void;
  /** Looks at these steps and at everything claimed before them, for somebody who wants to know why a check fails. */
  check(steps: readonly string[]): Answer;
  /** The same for somebody who has only come to these steps: what fails there is not explained yet. */
  look(steps: readonly string[]): Answer;
  /** Walks the request of this check, as the last round saw the lab. */
  walk(check: string): Answer;
  /** Runs the step's undo commands, then checks. */
  undo(step: string): Answer;
  /** Marks done only if the last round proved every check of the step, after a change the one that follows it; moves to the next step. */
  next(step: string): Answer;
  /** Moves on without proof, on purpose; stays visible as `skipped`. */
  skip(step: string): Answer;
  goTo(step: string): Answer;
  predict(step: string, option: number): Answer;
  /** The learner does not want to be asked about this step. */
  decline(step: string): Answer;
  /** The learner looked in a way that no run of ours shows: in a shell. Counts for steps that only look. */
  looked(step: string): Answer;
  hint(step: string): Answer;
  /** From now on, in every step. */
  take(way: Way): Answer;
  /** Uncovers the next line of the step's commands. */
  showLine(step: string): Answer;
  /** Every step up to here, run and verified on the way. */
  solve(to: string): Answer;
  /** Throws the lab and the progress away and starts again with a new lab. */
  reset(): Answer;
  /** Stops timers and running lines; the lab stays. */
  close(): Promise<void>;
}
