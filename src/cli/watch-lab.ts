import { translator } from '../i18n/translate.ts';
import type { Lab } from '../lab/lab.ts';
import { type FollowEvent, follow } from '../look/follow.ts';
import type { Foreseen } from '../look/foresee.ts';
import type { Looked, Looker } from '../look/look.ts';
import { type Pace, pace } from '../look/watching.ts';
import { unreachable } from '../result.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import type { CheckDocument } from './json/check-document.ts';
import { refusalOf, refuse } from './refuse.ts';
import type { Cli } from './services.ts';

export interface LabWatch {
  readonly cli: Cli;
  readonly lab: Pick<Lab, 'stream' | 'turn'>;
  readonly looker: Looker;
  readonly checks: readonly Check[];
  documentOf(looked: Looked): CheckDocument;
  /** Prints and gives the exit code that it stands for. */
  print(document: CheckDocument): number;
  /** For people: what is known before a look is over, and what of it was wrong. Absent: only whole documents are printed. */
  readonly early?: {
    results(results: readonly CheckResult[]): void;
    foreseen(foreseen: readonly Foreseen[]): void;
    refuted(refuted: readonly Foreseen[]): void;
  };
  readonly pace?: Pace;
}

/** `check --watch`: prints whenever the verdicts change, until Ctrl-C; the exit code is that of the last verdicts. */
export async function watchLab({ cli, ...use }: LabWatch): Promise<number> {
  const stop = new AbortController();
  const release = cli.io.interruptible(() => stop.abort());
  const ended = Promise.withResolvers<number>();
  let printed: string | undefined;
  let code = 0;
  const print = (looked: Looked): void => {
    const document = use.documentOf(looked);
    const now = essence(document);
    if (now !== printed) code = use.print(document);
    printed = now;
    use.early?.refuted(looked.refuted ?? []);
  };
  const notify = (event: FollowEvent): void => {
    switch (event.type) {
      case 'stale':
      case 'looking':
      case 'left':
        return;
      case 'foreseen':
        use.early?.foreseen(event.foreseen);
        return;
      case 'seen':
        if (event.phase === 'requests') print(event.looked);
        else use.early?.results(event.results);
        return;
      case 'not-seen':
      case 'gone':
        ended.resolve(refuse(cli.io, refusalOf(event.failure)));
        return;
      case 'unheard':
        cli.io.err(`${translator(cli.io.lang)(event.text)}\n`);
        return;
      case 'bug':
        ended.reject(event.error);
        return;
      default:
        unreachable(event);
    }
  };
  const follower = follow({
    lab: use.lab,
    looker: use.looker,
    pace: use.pace ?? pace,
    checksOf: () => use.checks,
    current: () => [],
    // Only whole documents are printed.
    wholeOnly: true,
    isQuiet: () => true,
    ...(use.early ? { foresees: () => true } : {}),
    notify,
    closing: stop.signal,
  });
  stop.signal.addEventListener('abort', () => ended.resolve(code));
  try {
    await follower.look([]);
    follower.open();
    return await ended.promise;
  } finally {
    release();
    stop.abort();
    follower.close();
  }
}

/** Times and counters differ in every round; verdicts do not. */
const essence = (document: CheckDocument): string =>
  JSON.stringify(document.verdicts, (name, value) => (name === 'ms' || name === 'evidence' ? undefined : value));
