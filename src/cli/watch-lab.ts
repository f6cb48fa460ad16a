import type { Params } from '../course/params.ts';
import type { Lab } from '../lab/lab.ts';
import { createLooker } from '../learn/looker.ts';
import type { Result } from '../result.ts';
import type { CheckDocument } from './json/check-document.ts';
import { type Refusal, refusalOf, refuse } from './refuse.ts';
import type { Cli } from './services.ts';

export interface LabWatch {
  readonly cli: Cli;
  readonly lab: Lab;
  readonly params: Params;
  look(): Promise<Result<CheckDocument, Refusal>>;
  /** Prints and gives the exit code that it stands for. */
  print(document: CheckDocument): number;
}

/** Milliseconds between two cheap looks. */
const everyMs = 1500;

/** `check --watch`: prints whenever the verdicts change, until Ctrl-C; the exit code is that of the last verdicts. */
export async function watchLab({ cli, lab, params, look, print }: LabWatch): Promise<number> {
  const stop = new AbortController();
  const release = cli.io.interruptible(() => stop.abort());
  const looker = createLooker(lab, params);
  let printed: string | undefined;
  let code = 0;
  try {
    for (;;) {
      const before = await looker.fingerprint();
      const document = await look();
      if (!document.ok) return refuse(cli.io, document.error);
      const now = essence(document.value);
      if (now !== printed) code = print(document.value);
      printed = now;
      for (;;) {
        await pause(stop.signal);
        if (stop.signal.aborted) return code;
        const seen = await looker.fingerprint();
        if (!seen.ok) return refuse(cli.io, refusalOf(seen.error));
        if (!before.ok || seen.value !== before.value) break;
      }
    }
  } finally {
    release();
  }
}

/** Times differ in every round; verdicts do not. */
const essence = (document: CheckDocument): string =>
  JSON.stringify(document.verdicts.map((verdict) => ({ ...verdict, ms: 0 })));

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, everyMs);
    signal.addEventListener('abort', done);
  });
}
