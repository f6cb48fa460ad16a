import { type Text, text } from '../i18n/text.ts';
import type { LabFailure, StreamEnd } from '../lab/lab.ts';
import type { Result } from '../result.ts';
import type { CheckResult } from '../verify/check.ts';
import { type Change, createMonitorReader } from './monitor/notice.ts';

/** All in milliseconds. */
export interface Pace {
  /** Changes that follow one another more closely are one. */
  readonly settle: number;
  /** …but none waits longer than this. */
  readonly most: number;
  /** Between slow looks while everything is listened to: they see what has no event, or was missed. */
  readonly slow: number;
  /** Between slow looks while something cannot be listened to. */
  readonly deaf: number;
  /** Before a monitor that ended is started again. */
  readonly restart: number;
}

export const pace: Pace = { settle: 20, most: 120, slow: 20_000, deaf: 2_500, restart: 500 };

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
  onDeaf(text: Text): void;
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

/** A busy machine may miss a slow look; so many in a row mean that something is wrong. A lab that is down is told at once. */
const patience = 3;

/** Reacts to the kernel: events are gathered until they settle; a slow look now and then sees what none was told of. */
export function createWatch(deps: WatchDeps): Watch {
  const ending = new AbortController();
  let started = false;
  let failed = false;
  let last: string | undefined;
  /** Counts looks, so that a slow one knows whether another began meanwhile. */
  let looks = 0;
  let missed = 0;
  let listening = false;
  const deafTo = new Set<string>();
  /** Since the last look began: what the next round is for. */
  let pending: readonly Change[] = [];
  /** Since the facts that a glance trusts: what the next glance must look at. */
  let unglanced: readonly Change[] = [];
  let firstAt = 0;
  let reacting = false;
  let again = false;
  let settling: NodeJS.Timeout | undefined;
  let slow: NodeJS.Timeout | undefined;

  const stopped = (): boolean => ending.signal.aborted;
  const settleSoon = (): void => {
    clearTimeout(settling);
    if (stopped() || pending.length === 0) return;
    const left = firstAt + deps.pace.most - performance.now();
    settling = setTimeout(() => void react(), Math.max(0, Math.min(deps.pace.settle, left)));
  };
  /** One glance at a time; what settles during it makes one more. A lab that never rests gets its round all the same. */
  async function react(): Promise<void> {
    again = reacting;
    if (reacting) return;
    reacting = true;
    let glances = 0;
    do {
      again = false;
      glances += 1;
      const changes = unglanced;
      const seen = deps.isQuiet() && changes.length > 0 ? await deps.glance(changes) : undefined;
      if (seen && !stopped() && unglanced === changes) {
        unglanced = [];
        deps.onGlance(seen);
      }
    } while (again && glances < patience && !stopped());
    reacting = false;
    if (!stopped() && pending.length > 0 && deps.isIdle()) deps.onChange();
  }
  const note = (change: Change): void => {
    if (stopped()) return;
    if (pending.length === 0) {
      firstAt = performance.now();
      deps.onStale();
    }
    pending = withChange(pending, change);
    // A new list each time: a glance that is under way must notice.
    unglanced = [...withChange(unglanced, change)];
    settleSoon();
  };
  const deaf = (source: string, words: Text): void => {
    if (deafTo.has(source)) return;
    deafTo.add(source);
    deps.onDeaf(words);
    slowly();
  };

  function slowly(): void {
    clearTimeout(slow);
    if (stopped() || failed) return;
    slow = setTimeout(() => void peek(), listening && deafTo.size === 0 ? deps.pace.slow : deps.pace.deaf);
  }
  async function peek(): Promise<void> {
    const [before, look] = [last, looks];
    // With something pending a round is on its way.
    if (before !== undefined && pending.length === 0 && deps.isIdle()) {
      const now = await deps.fingerprint();
      // A round or a run may have begun meanwhile: then it will say what there is to say.
      if (!stopped() && deps.isIdle() && looks === look) judge(now, before);
    }
    slowly();
  }
  function judge(now: Result<string, LabFailure>, before: string): void {
    missed = now.ok ? 0 : missed + 1;
    if (now.ok) {
      if (now.value !== before) note({ kind: 'anything', node: 'host' });
    } else if (!failed && (now.error.code === 'not-up' || missed >= patience)) {
      failed = true;
      deps.onFailure(now.error);
    }
  }

  async function listenOn(): Promise<void> {
    let quickEnds = 0;
    while (!stopped()) {
      const read = createMonitorReader();
      const onLine = (line: string): void => {
        const notice = read(line);
        if (notice?.type === 'change') note(notice.change);
        else if (notice?.type === 'lost')
          deaf(
            `${notice.node} ${notice.source}`,
            text('learn.watch-lost', { source: `${notice.node}/${notice.source}` }),
          );
        else if (notice?.type === 'ready') {
          listening = true;
          quickEnds = 0;
          deafTo.clear();
          // What changed while nobody listened.
          void peek();
        }
      };
      const ended = await deps.listen(onLine, ending.signal);
      listening = false;
      if (stopped()) return;
      quickEnds += 1;
      // Whether the lab is gone or only the monitor, the next look knows.
      void peek();
      if (quickEnds >= patience) {
        const why = ended.ok ? (ended.value.stderr.trim().split('\n').at(-1) ?? '') : ended.error.code;
        deaf('all', text('learn.watch-deaf', { why: why.slice(0, 100) }));
      }
      await pause(deps.pace.restart * Math.min(quickEnds, 20), ending.signal);
    }
  }

  return {
    start() {
      if (started || stopped()) return;
      started = true;
      slowly();
      void listenOn();
    },
    stop() {
      ending.abort();
      clearTimeout(settling);
      clearTimeout(slow);
    },
    begin() {
      looks += 1;
      pending = [];
      clearTimeout(settling);
    },
    saw(fingerprint) {
      last = fingerprint;
      unglanced = pending;
      if (!failed) return;
      failed = false;
      slowly();
    },
    rest: settleSoon,
  };
}

const withChange = (changes: readonly Change[], change: Change): readonly Change[] =>
  changes.some(({ kind, node }) => kind === change.kind && node === change.node) ? changes : [...changes, change];

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
