import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../course-files.ts';
import type { Ran } from './harness.ts';

/** The real program in a process of its own, with a state folder of the test's; English unless told otherwise. */
export function start(
  home: string,
  args: readonly string[],
  env: { readonly [name: string]: string } = {},
): { readonly child: ChildProcess; readonly done: Promise<Ran> } {
  const child = spawn(process.execPath, [join(packageRoot(), 'src/main.ts'), ...args], {
    env: { ...process.env, BRIDGEWORK_HOME: home, LC_ALL: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const done = new Promise<Ran>((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
  return { child, done };
}
