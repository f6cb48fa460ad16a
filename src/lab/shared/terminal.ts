import { randomBytes } from 'node:crypto';
import { $ } from 'zx/core';
import { ok } from '../../result.ts';
import { quote } from '../../text/quote.ts';
import type { Lab, LineEnd, LineOptions, RunLine } from '../lab.ts';
import { forgetful, killGroup } from './process.ts';
import { sweepScript } from './sweep.ts';

/** How long a line may take to end by itself after Ctrl-C, in milliseconds. `docker exec -it` passes Ctrl-C on to the container. */
const graceMs = 800;
/** After this much output without a pause the reader rests, so that `yes` slows down as on a real terminal. */
const burstBytes = 128 * 1024;
const restMs = 30;

/** What runs inside: `timeout` also bounds the line when this process is killed; `script` gives it a terminal (util-linux script(1)). */
function lineArgv(command: string, token: string, options: LineOptions): readonly string[] {
  const inner = `stty cols ${options.columns ?? 80} rows ${options.rows ?? 24}; exec bash -c ${quote(command)}`;
  const bound = String(Math.ceil(options.timeoutMs / 1000) + 20);
  return [
    'env',
    `BRIDGEWORK_LINE=${token}`,
    'SHELL=/bin/sh',
    'PAGER=cat',
    'timeout',
    '-k',
    '2',
    bound,
    'script',
    '-qefc',
    inner,
    '/dev/null',
  ];
}

/** Lines over any lab's own entry: the same terminal for every kind of lab. */
export function createTerminal(lab: Pick<Lab, 'entry' | 'run'>): RunLine {
  return async (command, options) => {
    const started = performance.now();
    const token = randomBytes(12).toString('hex');
    const entry = await lab.entry('host', lineArgv(command, token, options));
    if (!entry.ok) return entry;
    const since = (): number => Math.round(performance.now() - started);
    if (options.signal?.aborted) return ok({ ended: 'cancelled', exitCode: -1, ms: since() });

    const child = $({
      env: { ...entry.value.env },
      shell: '/bin/sh',
      prefix: 'exec ',
      quote,
      detached: true,
      nothrow: true,
      quiet: true,
      // A line may print for minutes.
      store: forgetful(),
    })`${[entry.value.file, ...entry.value.args]}`;
    const pid = child.pid;
    readTo(child.stdout, options.onData);
    readTo(child.stderr, options.onData);

    const finished: Promise<number> = child.nothrow().then(
      (output) => output.exitCode ?? -1,
      () => -1,
    );
    const why = await endOf(finished, options);
    if (why === 'exited') return ok({ ended: why, exitCode: await finished, ms: since() });

    child.child?.stdin?.on('error', () => undefined);
    child.child?.stdin?.write('\u0003');
    await Promise.race([finished, later(graceMs)]);
    await lab.run(sweepScript(token, Math.ceil(since() / 1000)), { timeoutMs: 10_000 });
    // What ran inside was ended by the sweep, or died with its lab; this is the entry on our side.
    if (pid !== undefined) killGroup(pid);
    await finished;
    return ok({ ended: why, exitCode: -1, ms: since() });
  };
}

function endOf(finished: Promise<number>, { signal, timeoutMs }: LineOptions): Promise<LineEnd['ended']> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle('timed-out'), timeoutMs);
    const onAbort = (): void => settle('cancelled');
    const settle = (why: LineEnd['ended']): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(why);
    };
    signal?.addEventListener('abort', onAbort);
    void finished.then(() => settle('exited'));
  });
}

function readTo(stream: NodeJS.ReadableStream, onData: (chunk: string) => void): void {
  const decoder = new TextDecoder();
  let burst = 0;
  stream.on('data', (bytes: Buffer) => {
    const chunk = decoder.decode(bytes, { stream: true });
    if (chunk !== '') onData(chunk);
    burst += bytes.length;
    if (burst < burstBytes) return;
    burst = 0;
    stream.pause();
    setTimeout(() => stream.resume(), restMs);
  });
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
