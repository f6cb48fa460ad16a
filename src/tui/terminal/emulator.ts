import type { Terminal as TerminalType } from '@xterm/headless';
import * as headless from '@xterm/headless';
import type { TerminalScreen } from '../model/terminal.ts';
import type { Line } from '../text/span.ts';
import { rowLine } from './cells.ts';
import type { KeyModes } from './keys.ts';
import { widths } from './widths.ts';

// A CommonJS bundle whose named exports Node cannot see.
const { Terminal } = ((headless as { default?: typeof headless }).default ?? headless) as {
  Terminal: typeof TerminalType;
};

/** A terminal that nobody sees: it understands what a shell prints, and shows what is on it then. */
export interface Emulator {
  /** `done` once it is on the screen. */
  write(chunk: string, done: () => void): void;
  resize(columns: number, rows: number): void;
  /** Rows towards what was printed before (negative) or the end; `end` is where new output comes. */
  scroll(by: number | 'end'): void;
  screen(): TerminalScreen;
  keyModes(): KeyModes;
  dispose(): void;
}

export interface EmulatorOptions {
  readonly columns: number;
  readonly rows: number;
  /** Answers to what a program asks its terminal; they go to that program. */
  onAnswer(text: string): void;
  /** What the shell says of itself by our sequence (`shellReport`, src/lab/shared/shell-report.ts). */
  onReport(text: string): void;
}

/** Rows that can be scrolled back to. */
const keptRows = 2000;
/** OSC number of the shell's reports; nobody else's. */
const reportCode = 7717;
const longestReport = 4096;

export function createEmulator({ columns, rows, onAnswer, onReport }: EmulatorOptions): Emulator {
  const terminal = new Terminal({ cols: columns, rows, scrollback: keptRows, allowProposedApi: true });
  terminal.unicode.register(widths);
  terminal.unicode.activeVersion = widths.version;
  let cursorHidden = false;
  const cursorShown = (shown: boolean) => (params: (number | number[])[]) => {
    if (params.includes(25)) cursorHidden = !shown;
    // The emulator does the rest.
    return false;
  };
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, cursorShown(true));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, cursorShown(false));
  terminal.parser.registerOscHandler(reportCode, (text) => {
    if (text.length <= longestReport) onReport(text);
    return true;
  });
  terminal.onData(onAnswer);
  const cell = terminal.buffer.active.getNullCell();
  // Rows that did not change stay the same lines, so that nobody draws them again.
  let drawn = new Map<string, Line>();
  return {
    write: (chunk, done) => terminal.write(chunk, done),
    resize: (width, height) => terminal.resize(width, height),
    scroll(by) {
      if (by === 'end') terminal.scrollToBottom();
      else terminal.scrollLines(by);
    },
    screen() {
      const buffer = terminal.buffer.active;
      const back = buffer.baseY - buffer.viewportY;
      const cursorRow = cursorHidden ? -1 : buffer.cursorY + back;
      const fresh = new Map<string, Line>();
      const lines = Array.from({ length: terminal.rows }, (_, row) => {
        const cursor = row === cursorRow ? Math.min(buffer.cursorX, terminal.cols - 1) : undefined;
        const line = rowLine(buffer.getLine(buffer.viewportY + row), terminal.cols, cell, cursor);
        const key = JSON.stringify(line);
        const known = drawn.get(key) ?? fresh.get(key) ?? line;
        fresh.set(key, known);
        return known;
      });
      drawn = fresh;
      return { columns: terminal.cols, rows: terminal.rows, lines, back };
    },
    keyModes: () => ({
      applicationCursor: terminal.modes.applicationCursorKeysMode,
      bracketedPaste: terminal.modes.bracketedPasteMode,
    }),
    dispose: () => terminal.dispose(),
  };
}
