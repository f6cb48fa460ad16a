import { $ } from 'zx/core';
import type { Entry } from './lab.ts';

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * Runs an entry on this very terminal until it ends, and gives its exit code. Synchronous on purpose: while a shell has
 * the terminal nothing else may read from it (an asynchronous one was job-stopped).
 *
 * script(1) gives it a terminal of its own: an interactive shell in another PID namespace cannot give the foreground of
 * ours back when it ends (our process group does not exist there), and the UI could not go back to raw mode (EIO).
 */
export function attach({ file, args, env }: Entry): number {
  const argv = process.stdin.isTTY
    ? ['script', '-qefc', [file, ...args].map(quote).join(' '), '/dev/null']
    : [file, ...args];
  const output = $({
    sync: true,
    shell: '/bin/sh',
    prefix: 'exec ',
    postfix: '',
    quote,
    env: { ...env, SHELL: '/bin/sh' },
    stdio: 'inherit',
    detached: false,
    nothrow: true,
    quiet: true,
  })`${argv}`;
  return output.exitCode ?? 1;
}
