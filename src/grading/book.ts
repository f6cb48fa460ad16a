import type { Discloser } from '../grade/disclose.ts';
import type { Grade, Plan } from '../grade/grade.ts';
import { createSummary } from '../grade/grade-class.ts';
import type { Report, SummaryReport, TargetReport } from '../grade/report.ts';
import { createSpool } from './spool.ts';

/** A student's part of a report, and the summary of a class that has nobody else. */
export interface Part {
  readonly target: TargetReport;
  readonly alone: SummaryReport;
}

/** The grades of a class as they come: whole at any time, with those who were not looked at yet. */
export interface Book {
  /** `index`: the target's place; a later grade takes the place of an earlier one. */
  put(grade: Grade, index: number): void;
  report(): Report;
  /** The report of one target alone. */
  reportOf(index: number): Report;
  close(): void;
}

export function createBook(plan: Plan, discloser: Discloser): Book {
  const summary = createSummary(plan);
  const spool = createSpool<Part>();
  const now = (): string => new Date().toISOString();
  return {
    put(grade, index) {
      summary.add(grade, index);
      const alone = createSummary(plan);
      alone.add(grade, 0);
      spool.put(index, { target: discloser.target(grade), alone: discloser.summary(alone.whole()) });
    },
    report: () =>
      discloser.whole(
        now(),
        spool.all(({ target }) => target),
        summary.whole(),
      ),
    reportOf(index) {
      const { target, alone } = spool.one(index);
      return { ...discloser.whole(now(), [target], summary.whole()), summary: alone };
    },
    close: () => spool.close(),
  };
}
