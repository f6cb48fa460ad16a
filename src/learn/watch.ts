import type { LabFailure } from '../lab/lab.ts';
import type { Result } from '../result.ts';

export interface WatchDeps {
  /** Milliseconds; undefined: never looks. */
  readonly everyMs: number | undefined;
  isIdle(): boolean;
  fingerprint(): Promise<Result<string, LabFailure>>;
  onChange(): void;
  /** The lab cannot be looked at any more; told once. */
  onFailure(failure: LabFailure): void;
}

export interface Watch {
  start(): void;
  stop(): void;
  /** What the last round saw: only a difference from this counts as a change. */
  saw(fingerprint: string): void;
}

/** A busy machine may miss a cheap look; so many in a row mean that something is wrong. A lab that is down is told at once. */
const patience = 3;

/** Notices that the learner works in another terminal: a cheap look now and then, a whole round only on change. */
export function createWatch({ everyMs, isIdle, fingerprint, onChange, onFailure }: WatchDeps): Watch {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let last: string | undefined;
  let missed = 0;

  const again = (): void => {
    if (everyMs !== undefined && !stopped) timer = setTimeout(() => void peek(), everyMs);
  };
  const judge = (now: Result<string, LabFailure>, before: string): void => {
    missed = now.ok ? 0 : missed + 1;
    if (now.ok) {
      if (now.value !== before) onChange();
    } else if (now.error.code === 'not-up' || missed >= patience) onFailure(now.error);
  };
  async function peek(): Promise<void> {
    const before = last;
    if (before !== undefined && isIdle()) {
      const now = await fingerprint();
      // A round or a run may have begun meanwhile: then it will say what there is to say.
      if (!stopped && isIdle() && last === before) judge(now, before);
    }
    again();
  }

  return {
    start() {
      if (timer === undefined) again();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
    saw(value) {
      last = value;
    },
  };
}
