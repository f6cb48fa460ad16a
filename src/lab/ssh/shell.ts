import { randomBytes } from 'node:crypto';
import type { Child } from '../shared/process.ts';

/** How one script ended. */
export type ShellEnd =
  | { readonly ended: 'exited'; readonly exitCode: number }
  /** The shell is no more: the connection broke, was refused, or was closed by the machine. */
  | { readonly ended: 'gone' }
  | { readonly ended: 'too-much' }
  | { readonly ended: 'timed-out' | 'cancelled' };

export interface ShellBounds {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Bytes of standard output. */
  readonly maxBytes: number;
}

/**
 * A shell that reads commands from its standard input, one script after the other over one connection. The script runs in
 * a subshell, so that nothing of it is left for the next; a line with a mark, new each time, says where its output ends.
 */
export interface RemoteShell {
  run(script: string, bounds: ShellBounds): Promise<ShellEnd & { readonly stdout: string; readonly stderr: string }>;
}

/** Characters of standard error that are kept. */
const storedErrors = 4096;
const errorsWaitMs = 500;

/** The script in a subshell of its own, and after it the mark: on both streams, with the exit status on standard output. */
export const framed = (script: string, mark: string): string =>
  `(\n${script}\n) </dev/null\nset -- $?\necho ${mark} >&2\nprintf '\\n%s %s\\n' ${mark} "$1"\n`;

export function createRemoteShell(child: Pick<Child, 'stdin' | 'stdout' | 'stderr' | 'done'>): RemoteShell {
  let stderr = '';
  let take: ((chunk: Buffer) => void) | undefined;
  let moreErrors: (() => void) | undefined;
  const errors = new TextDecoder();
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + errors.decode(chunk, { stream: true })).slice(-storedErrors);
    moreErrors?.();
  });
  // What comes while no script runs is nobody's answer; it is read all the same, and forgotten.
  child.stdout.on('data', (chunk: Buffer) => take?.(chunk));

  return {
    async run(script, { timeoutMs, signal, maxBytes }) {
      const mark = randomBytes(12).toString('hex');
      const output = collect(mark, maxBytes);
      stderr = '';
      const ended = Promise.withResolvers<ShellEnd>();
      const cancel = (): void => ended.resolve({ ended: 'cancelled' });
      const timer = setTimeout(() => ended.resolve({ ended: 'timed-out' }), timeoutMs);
      signal?.addEventListener('abort', cancel, { once: true });
      if (signal?.aborted) cancel();
      take = (chunk) => {
        const end = output.add(chunk);
        if (end) ended.resolve(end);
      };
      void child.done.then(() => ended.resolve({ ended: 'gone' }));
      child.stdin.write(framed(script, mark));
      const end = await ended.promise;
      // The two streams come in no order.
      if (end.ended === 'exited' && !stderr.includes(mark)) await errorsUpTo(mark);
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      take = undefined;
      moreErrors = undefined;
      const [reported = ''] = stderr.split(`${mark}\n`);
      return { ...end, stdout: output.text(), stderr: reported };
    },
  };

  /** Words about what went wrong are worth a moment, but a machine may never send them. */
  function errorsUpTo(mark: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, errorsWaitMs);
      moreErrors = () => {
        if (!stderr.includes(mark)) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The first line that is the mark and a status. */
function endIn(words: string, start: string): { readonly at: number; readonly exitCode: number } | undefined {
  for (let at = words.indexOf(start); at >= 0; at = words.indexOf(start, at + 1)) {
    const status = words.slice(at + start.length, at + start.length + 4).split('\n', 2);
    if (status.length === 2 && /^\d{1,3}$/.test(status[0] ?? '')) return { at, exitCode: Number(status[0]) };
  }
  return undefined;
}

interface Collected {
  add(chunk: Buffer): ShellEnd | undefined;
  /** Without the mark. */
  text(): string;
}

/** Gathers what a script prints until its mark comes or it is more than `maxBytes`, which nothing honest is. */
export function collect(mark: string, maxBytes: number): Collected {
  const start = `\n${mark} `;
  const chunks: Buffer[] = [];
  let size = 0;
  let seam = '';
  let markAt: number | undefined;
  return {
    add(chunk) {
      const before = size - seam.length;
      const known = seam + chunk.toString('latin1');
      const found = endIn(known, start);
      chunks.push(chunk);
      size += chunk.length;
      if (found) {
        markAt = before + found.at;
        return { ended: 'exited', exitCode: found.exitCode };
      }
      // A mark that came in two pieces is found in the second.
      seam = known.slice(-(mark.length + 8));
      return size > maxBytes ? { ended: 'too-much' } : undefined;
    },
    text: () => Buffer.concat(chunks).subarray(0, markAt).toString('utf8'),
  };
}
