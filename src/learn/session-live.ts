import type { Course } from '../course/course.ts';
import { checksOfSteps } from '../course/graph.ts';
import type { Finding, Lab, RunLine } from '../lab/lab.ts';
import { type FollowEvent, follow } from '../look/follow.ts';
import type { Looker } from '../look/look.ts';
import type { Pace } from '../look/watching.ts';
import { err, ok, type Result, traceOf, unreachable } from '../result.ts';
import type { Check } from '../verify/check.ts';
import { mergeProgress, same } from './merge-progress.ts';
import type { ProgressStore } from './progress-file.ts';
import { keepProgress } from './progress-keeper.ts';
import type { NotNow, Progress, Session, SessionEvent } from './session.ts';
import { conclude } from './session-conclude.ts';
import { decide } from './session-decide.ts';
import { currentSteps, isForeseen, isWalked, type Live, perform } from './session-effects.ts';
import {
  afterRound,
  type Effect,
  isWork,
  newSession,
  type Request,
  readProgress,
  type Taught,
} from './session-state.ts';

export interface SessionDeps extends Taught {
  readonly lab: Lab;
  readonly runLine: RunLine;
  readonly course: Course;
  readonly checks: readonly Check[];
  readonly looker: Looker;
  readonly store: ProgressStore;
  readonly lineTimeoutMs?: number;
  /** How quickly to react to changes that somebody else makes; absent: not at all (headless). */
  readonly watch?: Pace;
  /** What this machine means for the lab; asked once, at the start. */
  readonly examine?: () => Promise<readonly Finding[]>;
  /** The step to start at, instead of where the progress says. */
  readonly startAt?: string;
}

/** The one implementation of `Session`, for the UI and for the headless commands: `decide` and `conclude` decide, `perform` does. */
export function createSession(deps: SessionDeps): Session {
  const closing = new AbortController();
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (event: SessionEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const live = openLive(deps, emit, closing.signal);
  let working: AbortController | undefined;
  let unfollow: (() => void) | undefined;

  async function ask(request: Request): Promise<Result<void, NotNow>> {
    const { at } = live.state().progress;
    const decided = decide(live.state(), request, live.taught);
    if (!decided.ok) return decided;
    const controller = new AbortController();
    if (isWork(request)) working = controller;
    live.become(decided.value.state);
    const done = await performAll(live, decided.value.effects, request, controller.signal).catch((error: unknown) => {
      // A bug of ours: what it was in must not stay busy for ever.
      if (isWork(request)) live.become({ working: false });
      throw error;
    });
    const ended = conclude(live.state(), request, { done, at, results: live.follower.results() }, live.taught);
    live.become(ended.state);
    for (const effect of ended.effects) await performOne(live, effect, controller.signal);
    return ended.done;
  }

  return {
    async start() {
      const loaded = await live.keeper.load();
      live.load(readProgress(loaded, deps.startAt, live.taught));
      // Somebody sits in front of it, while others may solve or undo steps in the same lab.
      if (deps.watch) unfollow ??= await live.keeper.follow();
      return await ask({ type: 'start' });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    progress: () => live.state().progress,
    run: (step, commands) => ask({ type: 'run', step, commands }),
    cancel: () => working?.abort(),
    check: (steps) => ask({ type: 'check', steps }),
    look: (steps) => ask({ type: 'look', steps }),
    walk: (check) => ask({ type: 'walk', check }),
    undo: (step) => ask({ type: 'undo', step }),
    next: (step) => ask({ type: 'next', step }),
    skip: (step) => ask({ type: 'skip', step }),
    goTo: (step) => ask({ type: 'go-to', step }),
    predict: (step, option) => ask({ type: 'predict', step, option }),
    take: (way) => ask({ type: 'take', way }),
    showLine: (step) => ask({ type: 'show-line', step }),
    decline: (step) => ask({ type: 'decline', step }),
    looked: (step) => ask({ type: 'looked', step }),
    hint: (step) => ask({ type: 'hint', step }),
    solve: (to) => ask({ type: 'solve', to }),
    reset: () => ask({ type: 'reset' }),
    async close() {
      live.become({ closed: true });
      unfollow?.();
      live.follower.close();
      working?.abort();
      // Nobody waits for what a look would have said.
      closing.abort();
      await live.follower.idle();
      await live.keeper.saved();
      listeners.clear();
    },
  };
}

/** The parts of a session, put together. */
function openLive(
  { course, looks, ...deps }: SessionDeps,
  emit: (event: SessionEvent) => void,
  closing: AbortSignal,
): Live & {
  load(progress: Progress): void;
} {
  const taught: Taught = { course, looks };
  // Headless, too: others may solve or undo steps in the same lab meanwhile.
  const keeper = keepProgress(deps.store, emit, (base, theirs) => {
    const [mine, both] = [base, theirs].map((one) => mergeProgress(base, state.progress, one));
    // What this session wrote itself comes back, too.
    if (both && !same(mine, both)) become({ progress: both });
  });
  let state = newSession(taught);
  const become: Live['become'] = (next) => {
    const before = state;
    state = { ...state, ...next };
    if (state.progress === before.progress) return;
    emit({ type: 'progress', progress: state.progress });
    keeper.save(state.progress);
  };
  const notify = (event: FollowEvent): void => {
    if (event.type === 'gone') become({ lab: 'down' });
    emit(toSessionEvent(event));
    if (event.type !== 'seen' || event.phase !== 'requests') return;
    const after = afterRound(state, event.looked, taught);
    become(after.state);
    if (after.lost) emit(after.lost);
  };
  const follower = follow({
    lab: deps.lab,
    looker: deps.looker,
    pace: deps.watch,
    checksOf: (steps) => checksOfSteps(deps.checks, steps),
    walks: (check) => isWalked(state, check),
    // Nobody watches a headless session.
    ...(looks === 'entering' ? { foresees: (check: Check) => isForeseen(state, check, taught) } : {}),
    current: () => currentSteps(state, taught),
    isQuiet: () => state.lab === 'up' && !state.working,
    notify,
    closing,
  });
  return {
    ...{ lab: deps.lab, runLine: deps.runLine, checks: deps.checks, taught, keeper, follower, emit, become },
    lineTimeoutMs: deps.lineTimeoutMs,
    examine: deps.examine,
    state: () => state,
    load(progress) {
      state = { ...state, progress };
      emit({ type: 'progress', progress });
    },
  };
}

/** One effect after the other, up to the first that fails. What changes the lab waits until no round is in flight. */
async function performAll(
  live: Live,
  effects: readonly Effect[],
  request: Request,
  signal: AbortSignal,
): Promise<Result<void, NotNow>> {
  if (isWork(request)) await live.follower.clear();
  if (signal.aborted) return err('cancelled');
  for (const effect of effects) {
    const done = await performOne(live, effect, signal);
    if (!done.ok) return done;
  }
  return ok(undefined);
}

async function performOne(live: Live, effect: Effect, signal: AbortSignal): Promise<Result<void, NotNow>> {
  return await perform[effect.type](effect as never, live, signal);
}

/** What is seen of the lab, as a session tells it. */
function toSessionEvent(event: FollowEvent): SessionEvent {
  switch (event.type) {
    case 'stale':
      return { type: 'lab-changed' };
    case 'looking':
      return { type: 'round-started', steps: event.steps };
    case 'seen':
      return seen(event);
    case 'foreseen':
      return event;
    case 'left':
      return { type: 'round-left' };
    case 'not-seen':
    case 'gone':
      return { type: 'round-failed', failure: event.failure };
    case 'unheard':
      return { type: 'notice', text: event.text };
    case 'bug':
      return { type: 'bug', message: traceOf(event.error) };
    default:
      return unreachable(event);
  }
}

function seen(event: Extract<FollowEvent, { readonly type: 'seen' }>): SessionEvent {
  switch (event.phase) {
    case 'facts':
      return { type: 'glanced', results: event.results, picture: event.picture };
    case 'requests': {
      const { results, picture, ms, refuted } = event.looked;
      return { type: 'round-ended', results, picture, ms, refuted };
    }
    case 'walks':
      return { type: 'walked', results: event.results };
    default:
      return unreachable(event);
  }
}
