import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const exec = promisify(execFile);

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A real terminal: one tmux server of its own, found by a socket of its own and ended by it, with a shell inside. */
export class Terminal {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open({ columns, rows, cwd, env }: TerminalOptions): Promise<Terminal> {
    const terminal = new Terminal(mkdtempSync(join(tmpdir(), 'bridgework-tmux-')));
    const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    const size = ['-x', `${columns}`, '-y', `${rows}`];
    // PS1 gives every prompt one look; no configuration of the user's is read.
    await terminal.#tmux(
      '-f',
      '/dev/null',
      'new-session',
      '-d',
      ...size,
      '-c',
      cwd,
      ...variables,
      'env PS1="ready> " sh',
    );
    await terminal.#tmux('set-option', '-g', 'status', 'off');
    await terminal.#tmux('set-option', '-g', 'escape-time', '10');
    await terminal.#tmux('resize-window', ...size);
    return terminal;
  }

  async #tmux(...args: readonly string[]): Promise<string> {
    // -u: the terminal of the test run itself may not be one of UTF-8.
    return (await exec('tmux', ['-u', '-S', join(this.#folder, 'socket'), ...args], { maxBuffer: 1 << 24 })).stdout;
  }

  /** What a person would see now. `colours`: with the escape sequences of colours and attributes. */
  screen(colours = false): Promise<string> {
    return this.#tmux('capture-pane', '-p', ...(colours ? ['-e'] : []));
  }

  /** Keys by tmux's names: `r`, `Enter`, `Escape`, `Up`, `C-c`. */
  async press(...keys: readonly string[]): Promise<void> {
    await this.#tmux('send-keys', ...keys);
  }

  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-l', text);
  }

  resize(columns: number, rows: number): Promise<string> {
    return this.#tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`);
  }

  /** Looks until the screen fulfils the condition; if it never does, the error shows the last screen. */
  async until(what: string, holds: (screen: string) => boolean, seconds = 60): Promise<string> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const screen = await this.screen();
      if (holds(screen)) return screen;
      if (Date.now() > deadline)
        throw new Error(`After ${seconds} s still not on the screen: ${what}\n${framed(screen)}`);
      await pause(80);
    }
  }

  /** Until this text stands on one line of the screen. */
  see(text: string, seconds?: number): Promise<string> {
    return this.until(text, (screen) => screen.includes(text), seconds);
  }

  async close(): Promise<void> {
    await this.#tmux('kill-server');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const framed = (screen: string): string =>
  screen
    .trimEnd()
    .split('\n')
    .map((line) => `  | ${line}`)
    .join('\n');
