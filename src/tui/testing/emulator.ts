import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import type { Terminal as TerminalType } from '@xterm/headless';
import type { Lang } from '../../i18n/text.ts';
import { runTui } from '../app.ts';
import type { Shells, TuiExit, TuiOptions } from '../model/options.ts';
// Loading the screens takes seconds on a busy machine, and is not what the tests wait for.
import '../run-screen.tsx';
import { type FakeSession, fakeSession } from './fake-session.ts';
import { smallCourses } from './small-course.ts';

// A CommonJS bundle whose named exports Node cannot see.
const { Terminal } = createRequire(import.meta.url)('@xterm/headless') as { Terminal: typeof TerminalType };

const rowMarks = 2;

/** The UI in a terminal emulator: what a learner at a terminal of this size would see. */
export interface TestScreen {
  readonly session: FakeSession;
  readonly exit: Promise<TuiExit>;
  /** The rows of the screen, without spaces at their ends. */
  frame(): Promise<readonly string[]>;
  /** Sends keys as bytes, one after the other. */
  press(...keys: readonly string[]): Promise<void>;
  /** Resolves with the frame once it holds the text; fails with the frame after 25 seconds. */
  until(text: string): Promise<string>;
  resize(columns: number, rows: number): Promise<readonly string[]>;
  /** Ends the input, as a broken connection does. */
  hangUp(): void;
  /** Everything that was written, escape sequences included. */
  written(): string;
}

export interface ScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly lang?: Lang;
  readonly env?: { readonly [name: string]: string | undefined };
  readonly session?: FakeSession;
  /** A real session, and what it teaches, in place of the fake one. */
  readonly live?: Pick<TuiOptions, 'session' | 'courses'>;
  readonly openShell?: () => Promise<boolean>;
  readonly shells?: Shells;
}

export const keys = {
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  up: '\u001b[A',
  down: '\u001b[B',
  ctrlC: '\u0003',
  pageDown: '\u001b[6~',
  backspace: '\u007f',
};

class Output extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  columns: number;
  rows: number;
  text = '';
  readonly #terminal: TerminalType;

  constructor(terminal: TerminalType) {
    super();
    this.#terminal = terminal;
    this.columns = terminal.cols;
    this.rows = terminal.rows;
  }

  readonly write = (data: string, ...rest: readonly unknown[]): boolean => {
    this.text += data;
    const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
    this.#terminal.write(data, () => done?.());
    return true;
  };
}

/** The terminal's keyboard: what is written to it was typed. */
function keyboard(): PassThrough {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  return stdin;
}

/** Lets timers, input and microtasks have their turn. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** What the terminal shows once it has drawn all that was written. */
async function shownBy(terminal: TerminalType): Promise<string> {
  await new Promise<void>((resolve) => terminal.write('', resolve));
  const { active } = terminal.buffer;
  const rowAt = (row: number): string => active.getLine(active.viewportY + row)?.translateToString(true) ?? '';
  return Array.from({ length: terminal.rows }, (_, row) => rowAt(row)).join('\n');
}

/** The rows once they have settled: two looks in a row, a throttled render apart, are the same. */
async function settled(terminal: TerminalType): Promise<readonly string[]> {
  let last = '';
  for (let same = 0; same < rowMarks; ) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    const now = await shownBy(terminal);
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last.split('\n');
}

async function shownWith(terminal: TerminalType, text: string): Promise<string> {
  const end = Date.now() + 25_000;
  for (;;) {
    await turns();
    const now = await shownBy(terminal);
    if (now.includes(text)) return now;
    if (Date.now() > end) throw new Error(`never saw ${JSON.stringify(text)} in:\n${now}`);
  }
}

export function openScreen(options: ScreenOptions = {}): TestScreen {
  const { columns = 80, rows = 24, lang = 'en', env = {}, openShell = async () => true } = options;
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const stdout = new Output(terminal);
  const stdin = keyboard();
  const session = options.session ?? fakeSession({ course: smallCourses.en });
  const exit = runTui({
    ...(options.live ?? { session, courses: smallCourses }),
    lang,
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    env,
    openShell,
    ...(options.shells ? { shells: options.shells } : {}),
    animate: false,
  });
  return {
    session,
    exit,
    frame: () => settled(terminal),
    async press(...all) {
      for (const key of all) {
        stdin.write(key);
        await turns();
      }
    },
    until: (text) => shownWith(terminal, text),
    async resize(width, height) {
      if (width > 0) terminal.resize(width, height);
      stdout.columns = width;
      stdout.rows = height;
      stdout.emit('resize');
      return settled(terminal);
    },
    hangUp: () => void stdin.end(),
    written: () => stdout.text,
  };
}
