import type { Plan, TargetLook } from '../../grade/grade.ts';
import { type Text, text } from '../../i18n/text.ts';
import type { Gradable } from './gradable.ts';

export interface LookAtAllOptions {
  /** Targets side by side. */
  readonly jobs: number;
  /** Of one target. */
  readonly timeoutSeconds: number;
  /** Aborting ends every look; whatever has ended before is kept. */
  readonly signal: AbortSignal;
  onBegin?(target: Gradable): void;
  onEnd?(target: Gradable, look: TargetLook): void;
}

/** Looks at every target. One that hangs is left behind after its time: it delays and spoils no other. Looks in the order of the targets. */
export async function lookAtAll(
  targets: readonly Gradable[],
  plan: Plan,
  options: LookAtAllOptions,
): Promise<readonly TargetLook[]> {
  const looks = new Map<Gradable, TargetLook>();
  const waiting = [...targets];
  const work = async (): Promise<void> => {
    for (let target = waiting.shift(); target && !options.signal.aborted; target = waiting.shift()) {
      options.onBegin?.(target);
      const look = await lookAtOne(target, plan, options);
      looks.set(target, look);
      options.onEnd?.(target, look);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  return targets.map((target) => looks.get(target) ?? interrupted(target));
}

async function lookAtOne(
  target: Gradable,
  plan: Plan,
  { timeoutSeconds, signal }: LookAtAllOptions,
): Promise<TargetLook> {
  const ownTime = AbortSignal.timeout(timeoutSeconds * 1000);
  const end = AbortSignal.any([signal, ownTime]);
  const unseen = (): TargetLook =>
    signal.aborted
      ? interrupted(target)
      : lost(target, 'timed-out', text('grade.timed-out', { seconds: timeoutSeconds }));
  const ended = new Promise<TargetLook>((resolve) => {
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
