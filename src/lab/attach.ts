import { $ } from 'zx/core';
import type { Entry } from './lab.ts';

/**
 * Runs an entry on this very terminal until it ends, and gives its exit code. Synchronous on purpose: while a shell has
 * the terminal nothing else may read from it (an asynchronous one was job-stopped).
 */
export function attach({ file, args, env }: Entry): number {
  const output = $({
    sync: true,
    shell: '/bin/sh',
    prefix: 'exec ',
    postfix: '',
    quote: (word) => `'${word.replaceAll("'", `'\\''`)}'`,
    env: { ...env },
    stdio: 'inherit',
    detached: false,
    nothrow: true,
    quiet: true,
  })`${[file, ...args]}`;
  return output.exitCode ?? 1;
}
