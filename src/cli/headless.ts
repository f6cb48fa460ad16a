import type { Course, Step } from '../course/course.ts';
import { text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import type { Lab } from '../lab/lab.ts';
import { withBlockers } from '../learn/armed.ts';
import type { Session } from '../learn/session.ts';
import { plainDeep } from '../text/plain.ts';
import { exitOf } from './exit-of.ts';
import { toCheckDocument } from './json/check-document.ts';
import { openSession } from './open-session.ts';
import { refusalOf, refuse } from './refuse.ts';
import { type Cli, exit } from './services.ts';
import { type Report, reporter } from './words/report.ts';
import { verdictLines } from './words/verdicts.ts';

export interface Headless {
  readonly session: Session;
  readonly report: Report;
  /** Prints the verdicts of these steps in the last round, and what blocks them, on stderr and gives the exit code that they stand for. */
  conclude(steps: readonly Step[]): number;
}

/**
 * Does something with a session as the UI would, without one: events are printed, Ctrl-C cancels and ends with 130,
 * a lab that is gone ends with its failure. `start: false` leaves the lab and the progress as they are at first.
 */
export async function headless(
  cli: Cli,
  lab: Lab,
  course: Course,
  work: (use: Headless) => Promise<number>,
  how: { readonly start: boolean } = { start: true },
): Promise<number> {
  const { io, services } = cli;
  const session = await openSession(services, lab, course, { ui: false });
  const { report, listen } = reporter(io);
  session.subscribe(listen);
  let interrupted = false;
  const release = io.interruptible(() => {
    interrupted = true;
    session.cancel();
  });
  const conclude = (steps: readonly Step[]): number => {
    const ids = new Set(steps.flatMap((step) => step.checks.map(({ id }) => id)));
    const document = toCheckDocument(lab.name, course, withBlockers(ids, report.results), io.lang);
    io.err(`${verdictLines(plainDeep(document), course, io.lang).join('\n')}\n`);
    return exitOf(document);
  };
  try {
    if (how.start) await session.start();
    if (report.failure) return refuse(io, refusalOf(report.failure));
    const code = await work({ session, report, conclude });
    if (interrupted) {
      io.err(`${translator(io.lang)(text('cli.interrupted'))}\n`);
      return exit.interrupted;
    }
    return report.failure ? refuse(io, refusalOf(report.failure)) : code;
  } finally {
    release();
    await session.close();
  }
}
