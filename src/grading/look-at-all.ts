import type { Plan, TargetLook } from '../grade/grade.ts';
import { type Text, text } from '../i18n/text.ts';
import type { Gradable } from './gradable.ts';

export interface LookAtAllOptions<T> {
  /** Targets side by side. */
  readonly jobs: number;
  /** Of one target. */
  readonly timeoutSeconds: number;
  /** Aborting ends every look; whatever has ended before is kept. */
  readonly signal: AbortSignal;
  onBegin?(target: Gradable): void;
  /** What is kept of a look. The look itself, with all that it drew from, is let go: a class may be large. */
  keep(target: Gradable, look: TargetLook, index: number): T;
}

/** Looks at every target. One that hangs is left behind after its time: it delays and spoils no other. In the order of the targets. */
export async function lookAtAll<T>(
  targets: readonly Gradable[],
  plan: Plan,
  options: LookAtAllOptions<T>,
): Promise<readonly T[]> {
  const stored = new Map<number, T>();
  const waiting = [...targets.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !options.signal.aborted; next = waiting.shift()) {
      const [index, target] = next;
      options.onBegin?.(target);
      const look = await lookAtOne(target, plan, options);
      stored.set(index, options.keep(target, look, index));
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  return targets.map((target, index) =>
    stored.has(index) ? (stored.get(index) as T) : options.keep(target, interrupted(target), index),
  );
}

/** So long a look may take to end after its time is over. */
const graceMs = 2000;

async function lookAtOne(
  target: Gradable,
  plan: Plan,
  { timeoutSeconds, signal }: Pick<LookAtAllOptions<unknown>, 'timeoutSeconds' | 'signal'>,
): Promise<TargetLook> {
  // Not AbortSignal.timeout: its timer would hold on to the look, and all that it drew from, until the time is over.
  const end = new AbortController();
  const { promise: ended, resolve } = Promise.withResolvers<TargetLook>();
  const unseen = (): TargetLook =>
    signal.aborted
      ? interrupted(target)
      : lost(target, 'timed-out', text('grade.timed-out', { seconds: timeoutSeconds }));
  let timer: NodeJS.Timeout;
  const cut = (): void => {
    clearTimeout(timer);
    end.abort();
    // A look that ends when it is told to may have seen enough already.
    timer = setTimeout(() => resolve(unseen()), graceMs);
  };
  timer = setTimeout(cut, timeoutSeconds * 1000);
  signal.addEventListener('abort', cut, { once: true });
  if (signal.aborted) cut();
  try {
    const look = await Promise.race([target.look(plan, end.signal), ended]);
    // A look that was cut off gives reasons of its own, but this is the true one.
    return end.signal.aborted && !look.looked ? unseen() : look;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cut);
  }
}

const lost = ({ target }: Gradable, code: string, words: Text): TargetLook => ({
  target,
  at: new Date().toISOString(),
  looked: false,
  cause: { code, text: words },
});

const interrupted = (target: Gradable): TargetLook => lost(target, 'interrupted', text('grade.interrupted'));
