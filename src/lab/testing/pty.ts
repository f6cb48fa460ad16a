import { spawn } from '@lydell/node-pty';
import type { Entry } from '../lab.ts';

/** A program on a terminal of its own, as a learner has it. */
export interface OnTerminal {
  /** Everything that it printed so far. */
  output(): string;
  type(text: string): void;
  /** Resolves as soon as the output matches; rejects with the output when the program ends before. */
  until(pattern: RegExp): Promise<void>;
  readonly exitCode: Promise<number>;
  kill(): void;
}

export function onTerminal(entry: Entry): OnTerminal {
  const pty = spawn(entry.file, [...entry.args], { env: { ...entry.env }, cols: 100, rows: 30 });
  let output = '';
  let ended = false;
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  pty.onData((chunk) => {
    output += chunk;
    notify();
  });
  const exitCode = new Promise<number>((resolve) =>
    pty.onExit((end) => {
      ended = true;
      resolve(end.exitCode);
      notify();
    }),
  );
  const until = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(output) && !ended) return;
        listeners.delete(look);
        if (pattern.test(output)) resolve();
        else reject(new Error(`ended before ${pattern}: ${output}`));
      };
      listeners.add(look);
      look();
    });
  return { output: () => output, type: (text) => pty.write(text), until, exitCode, kill: () => pty.kill('SIGKILL') };
}
