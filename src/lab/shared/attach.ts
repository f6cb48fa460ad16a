import { $ } from 'zx/core';
import { scriptBeside } from '../../shell/script.ts';
import { quote } from '../../text/quote.ts';
import type { Entry } from '../lab.ts';

/**
 * Runs an entry on this very terminal until it ends, and gives its exit code. Synchronous on purpose: while a shell has
 * the terminal nothing else may read from it (an asynchronous one was job-stopped).
 *
 * script(1) gives it a terminal of its own: an interactive shell in another PID namespace cannot give the foreground of
 * ours back when it ends (our process group does not exist there), and the UI could not go back to raw mode (EIO).
 */
export function attach({ file, args, env }: Entry): number {
  const words = [file, ...args];
  const output = $({
    sync: true,
    shell: '/bin/sh',
    prefix: process.stdin.isTTY ? `${hangUpWatch}exec ` : 'exec ',
    postfix: '',
    quote,
    env: { ...env, SHELL: '/bin/sh' },
    stdio: 'inherit',
    detached: false,
    nothrow: true,
    quiet: true,
  })`${process.stdin.isTTY ? ['script', '-qefc', words.map(quote).join(' '), '/dev/null'] : words}`;
  return output.exitCode ?? 1;
}

/**
 * script(1) blocks every signal but TERM, INT and QUIT, and we wait for it: when the terminal goes away (a connection
 * that breaks) nobody would notice. This part of the same process group gets the hang-up and ends script with its shell.
 * Nobody's child: script waits for all of its own.
 */
export const hangUpWatch = scriptBeside(import.meta.url, './hang-up.sh');
