import { isAbsolute } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { quote } from '../../text/quote.ts';
import type { Entry, ScriptResult } from '../lab.ts';

/** What to spawn: argv is never joined by hand, the environment is exactly this one. */
export interface Command extends Entry {
  readonly cwd?: string;
  /** A pipe that the child reads as descriptor 3. Unlike stdin, Node keeps it when the child has ended but its children have not. */
  readonly control?: boolean;
  /** File descriptors of this process that the child sees as 4, 5, … */
  readonly fds?: readonly number[];
  /** Its output is read as it comes and not kept: `done` has none of it. */
  readonly forget?: boolean;
}

export interface Child {
  readonly pid: number;
  readonly stdin: Writable;
  /** Undefined unless asked for. */
  readonly control: Writable | undefined;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when the process has ended and its output is complete; never rejects. */
  readonly done: Promise<Pick<ScriptResult, 'stdout' | 'stderr' | 'exitCode' | 'signal'>>;
  /** SIGKILL to the whole process group, and no more waiting for output that a stray grandchild might hold open. */
  kill(): void;
}

/** Starts a program as the leader of its own process group. zx runs it through `sh -c 'exec …'`, so no shell stays between. */
export async function start(command: Command, input?: string): Promise<Child> {
  const { $ } = await import('zx/core');
  const run = $({
    shell: '/bin/sh',
    prefix: 'exec ',
    postfix: '',
    quote,
    nothrow: true,
    quiet: true,
    detached: true,
    // Without SHLVL bash takes a socket on stdin for a network login and reads ~/.bashrc.
    env: { SHLVL: '1', ...command.env },
    stdio: ['pipe', 'pipe', 'pipe', command.control ? 'pipe' : 'ignore', ...(command.fds ?? [])],
    // Always its own: a process that is started from another one's output inherits that one's options (zx keeps them in an
    // AsyncLocalStorage).
    store: command.forget ? forgetful() : { stdout: [], stderr: [], stdall: [] },
    ...(command.cwd !== undefined && isAbsolute(command.cwd) ? { cwd: command.cwd } : {}),
  })`${[command.file, ...command.args]}`.run();
  const child = run.child;
  const pid = run.pid;
  if (!child || pid === undefined) throw new Error(`zx did not start ${command.file}`);
  // A child that does not read its input closes the pipe early; that is no error.
  run.stdin.on('error', () => {});
  const control = child.stdio[3] instanceof Writable ? child.stdio[3] : undefined;
  control?.on('error', () => {});
  if (input !== undefined) run.stdin.end(input);
  const done = run.then(({ stdout, stderr, exitCode, signal }) => ({ stdout, stderr, exitCode, signal }));
  const kill = (): void => {
    killGroup(pid);
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  return { pid, stdin: run.stdin, control, stdout: run.stdout, stderr: run.stderr, done, kill };
}

export interface Bounds {
  readonly input?: string;
  /** Bytes of output, both streams together, after which it is ended. */
  readonly maxBytes?: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Each piece of standard output as it comes, a character a byte. */
  onOutput?(piece: string): void;
}

export interface Completed extends ScriptResult {
  /** It was ended for its output: more than `maxBytes`. */
  readonly tooMuch?: true;
}

/** Runs a program to its end, or until the time is over or `signal` aborts: then its whole process group is killed. */
export async function complete(command: Command, bounds: Bounds): Promise<Completed> {
  const began = performance.now();
  const child = await start(command, bounds.input ?? '');
  let timedOut = false;
  let tooMuch = false;
  let size = 0;
  const count = (bytes: Buffer): void => {
    size += bytes.length;
    if (size <= (bounds.maxBytes ?? Number.POSITIVE_INFINITY)) return;
    tooMuch = true;
    child.kill();
  };
  child.stdout.on('data', (bytes: Buffer) => {
    count(bytes);
    if (!tooMuch) bounds.onOutput?.(bytes.toString('latin1'));
  });
  child.stderr.on('data', count);
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill();
  }, bounds.timeoutMs);
  bounds.signal?.addEventListener('abort', child.kill, { once: true });
  if (bounds.signal?.aborted) child.kill();
  try {
    const result = await child.done;
    return {
      ...result,
      timedOut,
      ...(tooMuch ? { tooMuch: true as const } : {}),
      ms: Math.round(performance.now() - began),
    };
  } finally {
    clearTimeout(timer);
    bounds.signal?.removeEventListener('abort', child.kill);
  }
}

/** zx keeps all output in memory; what runs for long must not fill it. */
export function forgetful(): { stdout: string[]; stderr: string[]; stdall: string[] } {
  const none = (): string[] => Object.assign([] as string[], { push: () => 0 });
  return { stdout: none(), stderr: none(), stdall: none() };
}

/** SIGKILL to a whole process group; one that has ended already is no error. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: the group has ended by itself.
  }
}
