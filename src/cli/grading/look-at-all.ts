import type { Plan, TargetLook } from '../../grade/grade.ts';
import { type Text, text } from '../../i18n/text.ts';
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
  keep(target: Gradable, look: TargetLook): T;
}

/** Looks at every target. One that hangs is left behind after its time: it delays and spoils no other. In the order of the targets. */
export async function lookAtAll<T>(
  targets: readonly Gradable[],
  plan: Plan,
  options: LookAtAllOptions<T>,
): Promise<readonly T[]> {
  const kept = new Map<Gradable, T>();
  const waiting = [...targets];
  const work = async (): Promise<void> => {
    for (let target = waiting.shift(); target && !options.signal.aborted; target = waiting.shift()) {
      options.onBegin?.(target);
      const look = await lookAtOne(target, plan, options);
      kept.set(target, options.keep(target, look));
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  for (const target of targets) if (!kept.has(target)) kept.set(target, options.keep(target, interrupted(target)));
  return targets.flatMap((target) => kept.get(target) ?? []);
}

async function lookAtOne(
  target: Gradable,
  plan: Plan,
  { timeoutSeconds, signal }: Pick<LookAtAllOptions<unknown>, 'timeoutSeconds' | 'signal'>,
): Promise<TargetLook> {
  const ownTime = AbortSignal.timeout(timeoutSeconds * 1000);
  const end = AbortSignal.any([signal, ownTime]);
  const unseen = (): TargetLook =>
    signal.aborted
      ? interrupted(target)
      : lost(target, 'timed-out', text('grade.timed-out', { seconds: timeoutSeconds }));
  const ended = new Promise<TargetLook>((resolve) => {
    if (end.aborted) resolve(unseen());
    end.addEventListener('abort', () => resolve(unseen()), { once: true });
  });
  const look = await Promise.race([target.look(plan, end), ended]);
  // A look that was cut off gives reasons of its own, but this is the true one.
  return end.aborted && !look.looked ? unseen() : look;
}

const lost = ({ target }: Gradable, code: string, words: Text): TargetLook => ({
  target,
  at: new Date().toISOString(),
  looked: false,
  cause: { code, text: words },
});

const interrupted = (target: Gradable): TargetLook => lost(target, 'interrupted', text('grade.interrupted'));
