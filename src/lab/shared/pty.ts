import { spawn } from '@lydell/node-pty';
import type { Entry } from '../lab.ts';

/** A program of the lab on a terminal of its own. Everything of it ends with `end`, and when this program is gone: the kernel hangs the terminal up. */
export interface PtyProcess {
  /** What it printed, as whole UTF-8 characters; nothing comes while it is held. */
  onData(listener: (chunk: string) => void): void;
  /** Once, after its last output. Exit status as a shell gives it. */
  onExit(listener: (code: number) => void): void;
  write(text: string): void;
  resize(columns: number, rows: number): void;
  /** Reads no more until `release`: the kernel's buffer is small, so who prints has to wait. */
  hold(): void;
  release(): void;
  end(): void;
}

/** Starts an entry on a terminal of this size, which is what xterm is (`TERM`), whatever the learner's own one is. */
export function openPty(
  { file, args, env }: Entry,
  size: { readonly columns: number; readonly rows: number },
): PtyProcess {
  const name = 'xterm-256color';
  const pty = spawn(file, [...args], {
    name,
    env: { ...env, TERM: name },
    cwd: '/',
    cols: Math.max(2, size.columns),
    rows: Math.max(1, size.rows),
  });
  let ended = false;
  const whileItRuns = (act: () => void): void => {
    if (ended) return;
    try {
      act();
    } catch {
      // Its end is not told yet, but its terminal is gone.
    }
  };
  pty.onExit(() => {
    ended = true;
  });
  return {
    onData: (listener) => void pty.onData(listener),
    onExit: (listener) => void pty.onExit(({ exitCode, signal }) => listener(signal ? 128 + signal : exitCode)),
    write: (text) => whileItRuns(() => pty.write(text)),
    resize: (columns, rows) => whileItRuns(() => pty.resize(Math.max(2, columns), Math.max(1, rows))),
    hold: () => whileItRuns(() => pty.pause()),
    release: () => whileItRuns(() => pty.resume()),
    end: () =>
      whileItRuns(() => {
        ended = true;
        (pty as unknown as { destroy(): void }).destroy();
      }),
  };
}
