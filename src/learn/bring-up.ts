import { traitsOf } from '../lab/kind.ts';
import type { Finding, Lab, LabFailure, LabStatus } from '../lab/lab.ts';
import { err, ok, type Result, traceOf } from '../result.ts';
import { type Examined, readFindings } from './examined.ts';
import type { SessionEvent } from './session.ts';

export interface BringUp {
  readonly lab: Lab;
  /** What this machine means for the lab. */
  readonly examine: (() => Promise<readonly Finding[]>) | undefined;
  readonly emit: (event: SessionEvent) => void;
  readonly signal: AbortSignal;
}

/** Brings a lab up and has the machine examined meanwhile; what blocks the course is told instead of a mere failure. */
export async function bringUp({ lab, examine, emit, signal }: BringUp): Promise<Result<LabStatus, LabFailure>> {
  let up = false;
  const exam = (examine?.().then(readFindings) ?? Promise.resolve<Examined>({})).then((examined) => {
    if (examined.warning) emit({ type: up ? 'notice' : 'lab-warning', text: examined.warning });
    return examined;
  });
  // On the machine itself every command might do harm. A sandbox does it none, so it need not wait for the answer.
  const before: Examined = traitsOf(lab.kind).isMachine ? await exam : {};
  if (before.blocked) return err(before.blocked);
  const answer = exam.catch((error: unknown): Examined => {
    emit({ type: 'bug', message: traceOf(error) });
    return {};
  });
  const status = await lab.up(
    ({ type, text }) => emit(type === 'phase' ? { type: 'lab-phase', text } : { type: 'lab-warning', text }),
    signal,
  );
  if (!status.ok) {
    // What can be fixed says more than what only failed.
    const { blocked } = status.error.fix === undefined ? await answer : before;
    return err(blocked ?? status.error);
  }
  up = true;
  emit({ type: 'lab-up', status: status.value });
  if (before.warning) emit({ type: 'notice', text: before.warning });
  return ok(status.value);
}
