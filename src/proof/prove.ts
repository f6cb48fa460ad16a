import type { Course } from '../course/course.ts';
import type { LabFailure, SpareLab } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import type { Check } from '../verify/check.ts';
import { createBench } from './bench.ts';
import type { Evidence, Outcome } from './case.ts';
import type { Case } from './plan.ts';
import { tryCase } from './trial.ts';

export interface ProveOptions {
  readonly course: Course;
  readonly checks: readonly Check[];
  readonly proof: Pick<Evidence, 'keeps'>;
  readonly cases: readonly Case[];
  /** Real labs side by side: most of the time is spent in fetches that are not answered. */
  readonly jobs: number;
  lab(index: number): Promise<SpareLab>;
  onOutcome(one: Case, outcome: Outcome): void;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  readonly signal: AbortSignal;
}

/**
 * Tries every case in real labs, each from the clean state before its step. Ends with the first failure to make or to
 * discard a lab. After an abort no case is begun and what was going on has no outcome; the labs are discarded all the same.
 */
export async function prove(options: ProveOptions): Promise<Result<readonly Outcome[], LabFailure>> {
  const { cases, jobs, signal, onOutcome } = options;
  const waiting = [...cases];
  const outcomes = new Map<Case, Outcome>();
  let failure: LabFailure | undefined;
  const goesOn = (): boolean => !signal.aborted && failure === undefined;

  async function work(index: number): Promise<void> {
    const { lab, discard } = await options.lab(index);
    try {
      const up = await lab.up(() => undefined, signal);
      if (!up.ok) {
        failure ??= up.error;
        return;
      }
      const bench = createBench(lab, options.course, options.proof.keeps, signal);
      for (let one = waiting.shift(); one && goesOn(); one = waiting.shift()) {
        const outcome = await tryCase(bench, one, options.course, options.checks, options.now);
        if (signal.aborted) return;
        outcomes.set(one, outcome);
        onOutcome(one, outcome);
      }
    } finally {
      const gone = await discard();
      if (!gone.ok) failure ??= gone.error;
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, cases.length)) }, (_, index) => work(index)));
  return failure && !signal.aborted ? err(failure) : ok(cases.flatMap((one) => outcomes.get(one) ?? []));
}
