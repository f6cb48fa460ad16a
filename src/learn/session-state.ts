import { type Course, type Step, stepsOf } from '../course/course.ts';
import { type ContainerIdentities, sameIdentities } from '../look/container-identities.ts';
import type { Looked } from '../look/look.ts';
import { lostSince } from './lost.ts';
import { fitProgress, markStep, noProgress } from './progress.ts';
import type { Progress, SessionEvent, StepState, Way } from './session.ts';

/** What a session works on. */
export interface Taught {
  /** In any language: only ids and commands are used. */
  readonly course: Course;
  /** `entering`: a step is looked at when it is entered, so that its checks are seen failing before they pass. `asked`: only on demand (headless). */
  readonly looks: 'entering' | 'asked';
}

export interface SessionState {
  readonly lab: 'down' | 'up';
  /** Something changes the lab; only one thing may. */
  readonly working: boolean;
  readonly closed: boolean;
  readonly progress: Progress;
  /** Steps that were run or asked about here: their failing requests are walked, as those of claimed steps are. */
  readonly asked: readonly string[];
  /** A round has been held in this session. */
  readonly hasLooked: boolean;
}

export const idsOf = (course: Course): readonly string[] => stepsOf(course).map(({ id }) => id);

export const newProgress = ({ course }: Taught): Progress => fitProgress(noProgress, idsOf(course));

export const newSession = (taught: Taught): SessionState => ({
  ...{ lab: 'down', working: false, closed: false, asked: [], hasLooked: false },
  progress: newProgress(taught),
});

/** As its file has it, for this course. `at`: the step to be at, instead. */
export const readProgress = (loaded: Progress, at: string | undefined, { course }: Taught): Progress =>
  fitProgress({ ...loaded, at: at ?? loaded.at }, idsOf(course));

/** One member of a union for each of these types. */
type Each<T extends string, More> = T extends string ? { readonly type: T } & More : never;

/** What somebody asks of a session. */
export type Request =
  | Each<'start' | 'reset', object>
  | Each<'run', { readonly step: string; readonly commands?: readonly string[] | undefined }>
  | Each<'undo' | 'next' | 'skip' | 'go-to' | 'hint' | 'decline' | 'looked' | 'show-line', { readonly step: string }>
  | Each<'take', { readonly way: Way }>
  | Each<'solve', { readonly to: string }>
  | Each<'check' | 'look', { readonly steps: readonly string[] }>
  | Each<'walk', { readonly check: string }>
  | Each<'predict', { readonly step: string; readonly option: number }>;

export type Effect =
  /** Brings the lab up. */
  | { readonly type: 'bring-up' }
  /** Takes the lab down, puts the progress aside, and begins anew. */
  | { readonly type: 'renew' }
  /** `continue`: a failing line does not stop the rest: what holds afterwards decides. */
  | {
      readonly type: 'lines';
      readonly step: string;
      readonly commands: readonly string[];
      readonly onFailure: 'stop' | 'continue';
    }
  | { readonly type: 'solve'; readonly steps: readonly Step[] }
  /** At these steps and at everything claimed. */
  | { readonly type: 'look'; readonly steps: readonly string[] }
  /** At the step where the learner is; nobody waits for it. */
  | { readonly type: 'look-around' }
  /** Waits for the look that says whether the step holds. */
  | { readonly type: 'prove'; readonly step: string }
  | { readonly type: 'walk'; readonly check: string }
  /** From now on changes that somebody else makes are noticed. */
  | { readonly type: 'listen' };

export interface Decision {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
}

/** Requests that change the lab: with no round in flight, and nothing else that changes it. */
export const isWork = ({ type }: Request): boolean => ['start', 'run', 'undo', 'solve', 'reset'].includes(type);

/** Marks the step and moves on to the one after it. */
export function leaving(
  state: SessionState,
  step: string,
  mark: Exclude<StepState, 'todo'>,
  { course }: Taught,
): SessionState {
  const ids = idsOf(course);
  const at = ids[ids.indexOf(step) + 1] ?? step;
  return { ...state, progress: { ...markStep(state.progress, step, mark), at } };
}

export const entering = (state: SessionState, { looks }: Taught): Decision => ({
  state,
  effects: looks === 'entering' && state.lab === 'up' ? [{ type: 'look-around' }] : [],
});

export const withProgress = (
  state: SessionState,
  part: 'predictions' | 'hints' | 'shown',
  step: string,
  value: number,
): SessionState => ({
  ...state,
  progress: { ...state.progress, [part]: { ...state.progress[part], [step]: value } },
});

export function stepIn(course: Course, request: Request): Step | undefined {
  const id = 'step' in request ? request.step : undefined;
  return stepsOf(course).find((step) => step.id === id);
}

/**
 * Pure: what a round tells of restarts. Whoever comes back is told what does not hold any more, also when it was told before.
 */
export function afterRound(
  state: SessionState,
  { results, identities }: Pick<Looked, 'results' | 'identities'>,
  { course, looks }: Taught,
): { readonly state: SessionState; readonly lost?: SessionEvent } {
  if (!identities) return { state };
  const { progress } = state;
  const atStart = looks === 'entering' && !state.hasLooked;
  const now = { ...state, hasLooked: true };
  const same = progress.identities && sameIdentities(progress.identities, identities);
  if (same && !atStart) return { state: now };
  const lost = lostSince(progress.identities, identities, { course, progress, results, atStart });
  return { state: same ? now : { ...now, progress: withIdentities(progress, identities) }, ...(lost ? { lost } : {}) };
}

const withIdentities = (progress: Progress, identities: ContainerIdentities): Progress => ({
  ...progress,
  identities,
});
