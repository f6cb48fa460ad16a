import { translator } from '../i18n/translate.ts';
import type { Lab } from '../lab/lab.ts';
import type { Looked, Looker, LookOptions } from '../look/look.ts';
import { monitorScript } from '../look/monitor/script.ts';
import { createRounds } from '../look/rounds.ts';
import { createWatch, type Pace, pace } from '../look/watch.ts';
import type { Result } from '../result.ts';
import type { CheckDocument } from './json/check-document.ts';
import { type Refusal, refusalOf, refuse } from './refuse.ts';
import type { Cli } from './services.ts';

export interface LabWatch {
  readonly cli: Cli;
  readonly lab: Pick<Lab, 'stream'>;
  readonly looker: Pick<Looker, 'fingerprint'>;
  look(options: LookOptions): Promise<Result<Looked, Refusal>>;
  documentOf(looked: Looked): CheckDocument;
  /** Prints and gives the exit code that it stands for. */
  print(document: CheckDocument): number;
  readonly pace?: Pace;
}

/** `check --watch`: prints whenever the verdicts change, until Ctrl-C; the exit code is that of the last verdicts. */
export async function watchLab(use: LabWatch): Promise<number> {
  const { cli, lab, looker } = use;
  const stop = new AbortController();
  const release = cli.io.interruptible(() => stop.abort());
  let printed: string | undefined;
  let code = 0;
  const ended = Promise.withResolvers<number>();
  const refused = (refusal: Refusal): void => ended.resolve(refuse(cli.io, refusal));

  const rounds = createRounds(async () => {
    const looked = await use.look({ signal: stop.signal, ifChanged: printed !== undefined, onBegin: watch.begin });
    if (stop.signal.aborted) return false;
    if (!looked.ok) {
      refused(looked.error);
      return false;
    }
    watch.saw(looked.value.fingerprint);
    watch.rest();
    const document = use.documentOf(looked.value);
    const now = essence(document);
    if (now !== printed) code = use.print(document);
    printed = now;
    return true;
  });
  const watch = createWatch({
    pace: use.pace ?? pace,
    listen: (onLine, signal) => lab.stream(monitorScript, { onLine, signal }),
    fingerprint: () => looker.fingerprint(),
    isQuiet: () => true,
    isIdle: () => !rounds.busy,
    onStale: () => undefined,
    // Only whole documents are printed.
    glance: async () => undefined,
    onGlance: () => undefined,
    onChange: () => void rounds.request([]),
    onFailure: (failure) => refused(refusalOf(failure)),
    onDeaf: (words) => cli.io.err(`${translator(cli.io.lang)(words)}\n`),
  });
  stop.signal.addEventListener('abort', () => ended.resolve(code));
  try {
    await rounds.request([]);
    watch.start();
    return await ended.promise;
  } finally {
    release();
    stop.abort();
    watch.stop();
  }
}

/** Times and counters differ in every round; verdicts do not. */
const essence = (document: CheckDocument): string =>
  JSON.stringify(document.verdicts, (name, value) => (name === 'ms' || name === 'evidence' ? undefined : value));
