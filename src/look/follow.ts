import type { Text } from '../i18n/text.ts';
import type { Lab, LabFailure, Turn } from '../lab/lab.ts';
import type { Picture } from '../picture/picture.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import type { Early } from './early.ts';
import type { Foreseen } from './foresee.ts';
import type { Looked, Looker, Phase } from './look.ts';
import { monitorScript } from './monitor/script.ts';
import { createRounds } from './rounds.ts';
import { createWatch } from './watch.ts';
import type { Pace } from './watching.ts';

/** What is seen of a lab that is followed, in the order in which it is seen. */
export type FollowEvent =
  /** The lab changed just now: what was seen before counts no more, until somebody has looked again. */
  | { readonly type: 'stale' }
  /** A round begins. */
  | { readonly type: 'looking'; readonly steps: readonly string[] }
  /** It was left before it was over: something is about to change the lab, and will be looked at. */
  | { readonly type: 'left' }
  /** What a round saw. */
  | { readonly type: 'seen'; readonly phase: Extract<Phase, 'requests'>; readonly looked: Looked }
  /**
   * A quick look after a change, or what a look knows before it is over: these verdicts hold, the others are still out of
   * date. Or verdicts with their walks.
   */
  | {
      readonly type: 'seen';
      readonly phase: Exclude<Phase, 'requests'>;
      readonly results: readonly CheckResult[];
      readonly picture?: Picture | undefined;
    }
  /** Of the look that is under way: these requests will die. */
  | { readonly type: 'foreseen'; readonly foreseen: readonly Foreseen[] }
  /** The round could not be held. */
  | { readonly type: 'not-seen'; readonly failure: LabFailure }
  /** The lab itself is gone. */
  | { readonly type: 'gone'; readonly failure: LabFailure }
  /** Something cannot be listened to; slow looks come more often now. */
  | { readonly type: 'unheard'; readonly text: Text }
  /** A bug of ours, in a look that nobody waits for. */
  | { readonly type: 'bug'; readonly error: unknown };

export interface FollowDeps {
  readonly lab: Pick<Lab, 'stream'> & Partial<Pick<Lab, 'turn'>>;
  readonly looker: Looker;
  /** How quickly to react to changes that somebody else makes; undefined: not at all. */
  readonly pace: Pace | undefined;
  /** What a look at these steps has to look at. */
  checksOf(steps: readonly string[]): readonly Check[];
  /** Whose request is walked at once when it fails; absent: everyone's. */
  walks?(check: Check): boolean;
  /** Somebody watches: a look tells what it knows before it is over, and which of these requests will die. Absent: nobody does. */
  foresees?(check: Check): boolean;
  /** The steps to look at after a change. */
  current(): readonly string[];
  /** Only whole rounds are of use: no glance. */
  readonly wholeOnly?: boolean;
  /** Nothing is run that changes the lab, and there is one. */
  isQuiet(): boolean;
  notify(event: FollowEvent): void;
  /** Nobody waits any more for what a look would say. */
  readonly closing: AbortSignal;
}

/** Rounds of a lab, one after the other, and what is noticed between them. */
export interface Follower {
  /** What the last round saw, as far as it still counts. */
  results(): readonly CheckResult[];
  /** What was proved before does not count any more. */
  forget(): void;
  /** Something changed since the last look began: another one is on its way. */
  isOutdated(): boolean;
  /** At these steps; those that are asked for while a round is held are looked at together in the next one. True when one was held. */
  look(steps: readonly string[]): Promise<boolean>;
  /** At what is current, and nobody waits for it. */
  lookAround(): void;
  /** Walks the request of this check, as the last round saw the lab; false when it sent none, or the lab has changed since. */
  walk(check: Check): Promise<boolean>;
  /** Resolves when no round is held and none waits. */
  idle(): Promise<void>;
  /** The same, for somebody who waits for what they see: one that still waits for its turn is no longer an aside. */
  wait(): Promise<void>;
  /** Leaves the rounds that nobody waits for, and resolves when the others are over. */
  clear(): Promise<void>;
  /** From now on changes that somebody else makes are noticed. */
  open(): void;
  close(): void;
}

/** Follows a lab: whoever asks, and whatever changes, there is one round at a time, and never one that nobody needs. */
export function follow({ lab, looker, checksOf, notify: tell, closing, ...deps }: FollowDeps): Follower {
  let results: readonly CheckResult[] = [];
  let outdated = false;
  /**
   * The next round looks whatever the fingerprint is, as not all that a look sees is in it: somebody asked for it, or commands
   * have run. Otherwise it is held only if the lab has changed: something said so that may mean nothing.
   */
  let whole = true;
  /** Somebody asked for the next round that begins. */
  let asked = false;
  /** So many wait until no round is held. */
  let waiting = 0;
  const isAwaited = (): boolean => asked || waiting > 0;
  let clearing = false;
  /** Leaves the round that is held, or waits for its turn, unless somebody waits for it. */
  let mayLeave: () => void = () => undefined;

  const rounds = createRounds(async (take) => {
    const leave = new AbortController();
    const signal = AbortSignal.any([closing, leave.signal]);
    mayLeave = () => !isAwaited() && leave.abort();
    if (clearing) mayLeave();
    const turn = signal.aborted ? undefined : await lab.turn?.({ isAwaited, signal });
    if (signal.aborted) {
      turn?.release();
      return false;
    }
    const steps = take();
    const isMine = isAwaited();
    asked = false;
    mayLeave = () => !isMine && leave.abort();
    return await hold(steps, turn, signal);
  });
  const hold = async (steps: readonly string[], turn: Turn | undefined, signal: AbortSignal): Promise<boolean> => {
    tell({ type: 'looking', steps });
    const walks = deps.walks ? { walks: deps.walks } : {};
    const early = deps.foresees ? { early: tellEarly(signal), foresees: deps.foresees } : {};
    const options = { signal, turn, ifChanged: !whole, onBegin, ...walks, ...early };
    whole = false;
    const looked = await looker.look(checksOf(steps), options);
    if (closing.aborted) return false;
    watch?.rest();
    if (signal.aborted) {
      tell({ type: 'left' });
      return false;
    }
    results = looked.ok ? looked.value.results : [];
    if (looked.ok) watch?.saw(looked.value.fingerprint);
    tell(
      looked.ok
        ? { type: 'seen', phase: 'requests', looked: looked.value }
        : { type: 'not-seen', failure: looked.error },
    );
    return looked.ok;
  };
  /** What is known before a look is over; nothing that has changed meanwhile. */
  const tellEarly =
    (signal: AbortSignal) =>
    (early: Early): void => {
      if (outdated || signal.aborted) return;
      tell(early.type === 'facts' ? { ...early, type: 'seen', phase: 'facts' } : early);
    };
  const onBegin = (): void => {
    outdated = false;
    watch?.begin();
  };
  const lookIfChanged = (): void =>
    void rounds.request(deps.current()).catch((error: unknown) => tell({ type: 'bug', error }));
  const wait = async (): Promise<void> => {
    waiting += 1;
    await rounds.idle().finally(() => {
      waiting -= 1;
    });
  };

  const watch = deps.pace
    ? createWatch({
        pace: deps.pace,
        listen: (onLine, signal) => lab.stream(monitorScript(looker.hosts), { onLine, signal }),
        fingerprint: () => looker.fingerprint(),
        isQuiet: () => deps.isQuiet(),
        isIdle: () => deps.isQuiet() && !rounds.busy,
        onStale: () => {
          results = [];
          outdated = true;
          tell({ type: 'stale' });
        },
        glance: async (changes) =>
          deps.wholeOnly ? undefined : await looker.glance(checksOf(deps.current()), changes, closing),
        onGlance: (seen) => tell({ type: 'seen', phase: 'facts', results: seen }),
        onChange: lookIfChanged,
        onFailure: (failure) => tell({ type: 'gone', failure }),
        onUnsubscribed: (text) => tell({ type: 'unheard', text }),
      })
    : undefined;

  return {
    results: () => results,
    forget: () => {
      results = [];
      whole = true;
    },
    isOutdated: () => outdated,
    look(steps) {
      asked = true;
      whole = true;
      return rounds.request(steps);
    },
    lookAround() {
      whole = true;
      lookIfChanged();
    },
    async walk(check) {
      await wait();
      const known = results;
      const walked = await looker.walk([check], closing);
      if (!walked || closing.aborted || results !== known) return false;
      tell({ type: 'seen', phase: 'walks', results: walked });
      return walked.some(({ walk }) => walk !== undefined);
    },
    idle: () => rounds.idle(),
    wait,
    async clear() {
      clearing = true;
      mayLeave();
      await rounds.idle();
      clearing = false;
    },
    open: () => watch?.start(),
    close: () => watch?.stop(),
  };
}
