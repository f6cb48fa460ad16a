import type { Text } from '../i18n/text.ts';
import type { LabFailure, StreamEnd } from '../lab/lab.ts';
import type { Result } from '../result.ts';
import type { CheckResult } from '../verify/check.ts';
import { type Change, createMonitorReader } from './monitor/notice.ts';
import { type Effect, type Input, notYetWatching, type Pace, watching } from './watching.ts';

export interface WatchDeps {
  readonly pace: Pace;
  /** Runs the monitor until it ends. */
  listen(onLine: (line: string) => void, signal: AbortSignal): Promise<Result<StreamEnd, LabFailure>>;
  fingerprint(): Promise<Result<string, LabFailure>>;
  /** Nothing is run that changes the lab. */
  isQuiet(): boolean;
  /** …and no round held. */
  isIdle(): boolean;
  /** Something changed just now: what was seen before may be wrong. Told at once, again only after the next `begin`. */
  onStale(): void;
  /** What the changes touch, looked at quickly; undefined when only a round can tell. During a round too. */
  glance(changes: readonly Change[]): Promise<readonly CheckResult[] | undefined>;
  /** What a glance saw, unless something changed meanwhile. */
  onGlance(results: readonly CheckResult[]): void;
  /** The changes have settled and nothing is in the way of a round. */
  onChange(): void;
  /** The lab cannot be looked at any more; told once. */
  onFailure(failure: LabFailure): void;
  /** Something cannot be listened to; slow looks come more often now. */
  onUnsubscribed(text: Text): void;
}

export interface Watch {
  start(): void;
  stop(): void;
  /** A look begins: it sees everything that changed before. */
  begin(): void;
  /** What the look saw at its end: only a difference from this counts as a change for the slow look. */
  saw(fingerprint: string): void;
  /** Nothing goes on any more: what changed meanwhile can be looked at. */
  rest(): void;
}

type Performers = { readonly [T in Effect['type']]: (effect: Extract<Effect, { readonly type: T }>) => void };

/** Reacts to the kernel: `watching` decides; here it gets its timers, its monitor and its looks. */
export function createWatch(deps: WatchDeps): Watch {
  const ending = new AbortController();
  const timers = createTimers(ending.signal);
  let state = notYetWatching;

  const send = (input: Input): void => {
    const around = { now: performance.now(), quiet: deps.isQuiet(), idle: deps.isIdle(), pace: deps.pace };
    const next = watching(state, input, around);
    state = next.state;
    for (const effect of next.effects) perform[effect.type](effect as never);
  };
  const perform: Performers = {
    settle: ({ ms }) => timers.set('settle', ms, () => send({ type: 'settled' })),
    wait: ({ ms }) => timers.set('wait', ms, () => send({ type: 'slow-look' })),
    listen: ({ ms }) => (ms === 0 ? void listen() : timers.set('listen', ms, () => void listen())),
    glance: ({ changes }) => void deps.glance(changes).then((results) => send({ type: 'glanced', results })),
    'ask-fingerprint': (asked) => void deps.fingerprint().then((got) => send({ type: 'fingerprint', asked, got })),
    stale: () => deps.onStale(),
    show: ({ results }) => deps.onGlance(results),
    unheard: ({ text }) => deps.onUnsubscribed(text),
    failed: ({ failure }) => deps.onFailure(failure),
    changed: () => deps.onChange(),
  };
  async function listen(): Promise<void> {
    const read = createMonitorReader();
    const onLine = (line: string): void => {
      const notice = read(line);
      if (notice) send({ type: 'notice', notice });
    };
    send({ type: 'monitor-ended', how: await deps.listen(onLine, ending.signal) });
  }

  return {
    start: () => send({ type: 'start' }),
    stop() {
      send({ type: 'stop' });
      ending.abort();
    },
    begin: () => send({ type: 'begin' }),
    saw: (fingerprint) => send({ type: 'saw', fingerprint }),
    rest: () => send({ type: 'rest' }),
  };
}

/** One timer of each name; none after the end. */
function createTimers(ended: AbortSignal) {
  const timers = new Map<string, NodeJS.Timeout>();
  ended.addEventListener('abort', () => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
  return {
    /** Instead of the one that was set before; undefined: none. */
    set(name: string, ms: number | undefined, act: () => void): void {
      clearTimeout(timers.get(name));
      if (ms !== undefined && !ended.aborted) timers.set(name, setTimeout(act, ms));
    },
  };
}
