import type { Course } from '../course/course.ts';
import type { Lab, LabFailure } from '../lab/lab.ts';
import { type Lives, sameLives } from '../look/lives.ts';
import type { Looker } from '../look/look.ts';
import { monitorScript } from '../look/monitor/script.ts';
import { createRounds } from '../look/rounds.ts';
import { createWatch, type Pace, type Watch } from '../look/watch.ts';
import { traceOf } from '../result.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { armedSteps, checksOfSteps } from './armed.ts';
import type { KeptProgress } from './kept-progress.ts';
import { lostSince } from './lost.ts';
import type { SessionEvent } from './session.ts';

export interface EyesDeps {
  readonly lab: Lab;
  readonly course: Course;
  readonly checks: readonly Check[];
  readonly looker: Looker;
  /** How quickly to react to changes that somebody else makes; undefined: not at all. */
  readonly pace: Pace | undefined;
  readonly kept: KeptProgress;
  /** Whoever comes back is told what does not hold any more, also when it was told before. */
  readonly comesBack: boolean;
  readonly emit: (event: SessionEvent) => void;
  /** Nothing is run that changes the lab, and there is one. */
  readonly isQuiet: () => boolean;
  /** The lab that was listened to is gone. */
  readonly onGone: () => void;
  /** Nobody waits any more for what a look would say. */
  readonly closing: AbortSignal;
}

/** All that a session sees of its lab: rounds, one after the other, and what is noticed between them. */
export interface Eyes {
  /** What the last round saw, as far as it still counts. */
  results(): readonly CheckResult[];
  /** What was proved before does not count any more. */
  forget(): void;
  /** Something changed since the last look began: another one is on its way. */
  isOutdated(): boolean;
  /** Steps that were run or asked about here: their failing requests are walked, as those of claimed steps are. */
  readonly asked: Set<string>;
  /** At these steps and at everything claimed; true when a round was held. */
  look(steps: readonly string[]): Promise<boolean>;
  /** At these steps alone. */
  lookOnly(steps: readonly string[]): Promise<boolean>;
  /** At the step where the learner is. */
  lookHere(): Promise<boolean>;
  /** The same, and nobody waits for it. */
  lookAround(): void;
  /** Walks the request of this check, as the last round saw the lab; false when it sent none, or the lab has changed since. */
  walk(check: string): Promise<boolean>;
  /** Resolves when no round is held and none waits. */
  idle(): Promise<void>;
  /** From now on changes that somebody else makes are noticed. */
  open(): void;
  close(): void;
}

export function createEyes({ lab, course, checks, looker, kept, emit, isQuiet, closing, ...deps }: EyesDeps): Eyes {
  const asked = new Set<string>();
  let results: readonly CheckResult[] = [];
  let outdated = false;
  /** The next round is held only if the lab has changed: something said so that may mean nothing. */
  let ifChanged = false;

  const begin = (): void => {
    outdated = false;
    watch?.begin();
  };
  const rounds = createRounds(async (wanted) => {
    emit({ type: 'round-started', steps: wanted });
    const walks = ({ step }: Check): boolean => asked.has(step) || kept.now().steps[step] === 'done';
    const options = { signal: closing, ifChanged, walks, onBegin: begin };
    ifChanged = false;
    const looked = await looker.look(checksOfSteps(checks, wanted), options);
    if (closing.aborted) return false;
    watch?.rest();
    if (!looked.ok) {
      results = [];
      emit({ type: 'round-failed', failure: looked.error });
      return false;
    }
    const { ms, picture, fingerprint } = looked.value;
    results = looked.value.results;
    watch?.saw(fingerprint);
    emit({ type: 'round-ended', results, picture, ms });
    compareLives(looked.value.lives);
    return true;
  });
  let hasLooked = false;
  const compareLives = (lives: Lives | undefined): void => {
    if (!lives) return;
    const progress = kept.now();
    const atStart = deps.comesBack && !hasLooked;
    hasLooked = true;
    const same = progress.lives && sameLives(progress.lives, lives);
    if (same && !atStart) return;
    const lost = lostSince(progress.lives, lives, { course, progress, results, atStart });
    if (!same) kept.change({ ...progress, lives });
    if (lost) emit(lost);
  };

  const here = (): readonly string[] => {
    const { at } = kept.now();
    return at === undefined ? [] : [at];
  };
  const look = (steps: readonly string[]): Promise<boolean> => rounds.request(armedSteps(course, kept.now(), steps));
  const lookHere = (): Promise<boolean> => look(here());
  const lookAround = (): void =>
    void lookHere().catch((error: unknown) => emit({ type: 'bug', message: traceOf(error) }));

  const watch: Watch | undefined =
    deps.pace &&
    createWatch({
      pace: deps.pace,
      listen: (onLine, signal) => lab.stream(monitorScript, { onLine, signal }),
      fingerprint: () => looker.fingerprint(),
      isQuiet,
      isIdle: () => isQuiet() && !rounds.busy,
      onStale: () => {
        results = [];
        outdated = true;
        emit({ type: 'lab-changed' });
      },
      glance: (changes) =>
        looker.glance(checksOfSteps(checks, armedSteps(course, kept.now(), here())), changes, closing),
      onGlance: (seen) => emit({ type: 'glanced', results: seen }),
      onChange: () => {
        ifChanged = true;
        lookAround();
      },
      onFailure: (failure: LabFailure) => {
        deps.onGone();
        emit({ type: 'round-failed', failure });
      },
      onDeaf: (words) => emit({ type: 'notice', text: words }),
    });

  return {
    results: () => results,
    forget: () => {
      results = [];
    },
    isOutdated: () => outdated,
    asked,
    look,
    lookOnly: (steps) => rounds.request(steps),
    lookHere,
    lookAround,
    async walk(id) {
      await rounds.idle();
      const known = results;
      const walked = await looker.walk(
        checks.filter((check) => check.id === id),
        closing,
      );
      if (!walked || closing.aborted || results !== known) return false;
      emit({ type: 'walked', results: walked });
      return walked.some(({ walk }) => walk !== undefined);
    },
    idle: () => rounds.idle(),
    open: () => watch?.start(),
    close: () => watch?.stop(),
  };
}
