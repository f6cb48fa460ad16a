import type { Step } from '../course/course.ts';

export interface SolveDeps {
  readonly signal: AbortSignal;
  look(steps: readonly string[]): Promise<boolean>;
  /** In the last round. */
  proved(step: Step): boolean;
  run(step: Step): Promise<boolean>;
  undo(step: Step): Promise<boolean>;
  /** False once the lab is gone. */
  usable(): boolean;
  claim(step: Step): void;
}

/**
 * Runs every step whose checks do not pass yet and verifies it; stops at the first that does not hold. A step that is
 * half done is taken back and done anew. Resolves to true when all of them hold together at the end.
 */
export async function solveSteps(steps: readonly Step[], deps: SolveDeps): Promise<boolean> {
  const all = steps.map(({ id }) => id);
  if (!(await deps.look(all))) return false;
  const proved = new Set(steps.filter((step) => deps.proved(step)));
  for (const step of steps) {
    if (!proved.has(step) && !(await solveStep(step, deps))) return false;
    deps.claim(step);
  }
  if (proved.size < steps.length && !(await deps.look(all))) return false;
  return steps.every((step) => deps.proved(step));
}

async function solveStep(step: Step, deps: SolveDeps): Promise<boolean> {
  for (const attempt of ['first', 'afresh'] as const) {
    if (attempt === 'afresh') await deps.undo(step);
    if (!deps.usable() || deps.signal.aborted) return false;
    await deps.run(step);
    if (!deps.usable() || deps.signal.aborted || !(await deps.look([step.id]))) return false;
    if (deps.proved(step)) return true;
  }
  return false;
}
