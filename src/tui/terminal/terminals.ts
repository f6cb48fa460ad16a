import type { Action } from '../model/action.ts';
import type { ShellOnTerminal, TerminalSize } from '../model/options.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import { keysFor, pasteFor } from './keys.ts';

/** The shells that are open: what they print goes into their emulators, and what is on these into the state. */
export interface Terminals {
  open(id: number, shell: ShellOnTerminal, size: TerminalSize): void;
  type(id: number, text: string): void;
  paste(id: number, text: string): void;
  scroll(id: number, by: number | 'end'): void;
  fit(size: TerminalSize): void;
  close(id: number): void;
  closeAll(): void;
}

/** About sixty screens a second. */
const frameMs = 16;
/** Characters that are understood between two screens: what prints more has to wait, as on a slow line. */
const mostAFrame = 96 * 1024;
/** Characters of answers to a program between two screens: who asks for more gets none. */
const mostAnswered = 1024;

interface Open {
  readonly shell: ShellOnTerminal;
  readonly emulator: Emulator;
  close(): void;
}

export function createTerminals(dispatch: (action: Action) => void): Terminals {
  const open = new Map<number, Open>();
  let size: TerminalSize | undefined;
  return {
    open(id, shell, first) {
      size ??= first;
      open.set(
        id,
        follow(shell, size, {
          drawn: (emulator) => dispatch({ type: 'terminal', event: { type: 'screen', id, screen: emulator.screen() } }),
          reported: (report) => dispatch({ type: 'terminal', event: { type: 'report', id, report } }),
          ended(code) {
            if (!open.delete(id)) return;
            dispatch({ type: 'terminal', event: { type: 'ended', id, code } });
          },
        }),
      );
    },
    type(id, text) {
      const one = open.get(id);
      if (!one || text === '') return;
      one.emulator.scroll('end');
      one.shell.write(keysFor(text, one.emulator.keyModes()));
    },
    paste(id, text) {
      const one = open.get(id);
      one?.emulator.scroll('end');
      one?.shell.write(pasteFor(text, one.emulator.keyModes()));
    },
    scroll(id, by) {
      const one = open.get(id);
      if (!one) return;
      one.emulator.scroll(by);
      dispatch({ type: 'terminal', event: { type: 'screen', id, screen: one.emulator.screen() } });
    },
    fit(next) {
      if (size?.columns === next.columns && size.rows === next.rows) return;
      size = next;
      for (const [id, { shell, emulator }] of open) {
        emulator.resize(next.columns, next.rows);
        shell.resize(next.columns, next.rows);
        dispatch({ type: 'terminal', event: { type: 'screen', id, screen: emulator.screen() } });
      }
    },
    close(id) {
      const one = open.get(id);
      if (!open.delete(id)) return;
      one?.close();
      dispatch({ type: 'terminal', event: { type: 'ended', id, code: 0 } });
    },
    closeAll() {
      for (const one of open.values()) one.close();
      open.clear();
    },
  };
}

interface Followed {
  drawn(emulator: Emulator): void;
  reported(text: string): void;
  ended(code: number): void;
}

/** Puts a shell's output on an emulator: drawn at once when it was quiet, else frame by frame, and never more than a frame holds. */
function follow(shell: ShellOnTerminal, { columns, rows }: TerminalSize, tell: Followed): Open {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = 0;
  let understood = 0;
  let answered = 0;
  let dirty = false;
  let held = false;
  let stopped = false;
  const emulator = createEmulator({
    columns,
    rows,
    onAnswer(text) {
      answered += text.length;
      if (answered <= mostAnswered) shell.write(text);
    },
    onReport: tell.reported,
  });
  const draw = (): void => {
    if (stopped) return;
    dirty = false;
    tell.drawn(emulator);
    timer = setTimeout(frame, frameMs);
  };
  const frame = (): void => {
    timer = undefined;
    understood = 0;
    answered = 0;
    if (held) shell.release();
    held = false;
    if (dirty) draw();
  };
  shell.onData((chunk) => {
    waiting++;
    understood += chunk.length;
    if (understood > mostAFrame) {
      if (!held) shell.hold();
      held = true;
      timer ??= setTimeout(frame, frameMs);
    }
    emulator.write(chunk, () => {
      waiting--;
      dirty = true;
      // Several chunks that came together are one screen.
      if (timer === undefined && waiting === 0) draw();
    });
  });
  const stop = (): void => {
    stopped = true;
    clearTimeout(timer);
    emulator.dispose();
  };
  shell.onExit((code) => {
    stop();
    tell.ended(code);
  });
  return {
    shell,
    emulator,
    close() {
      shell.end();
      stop();
    },
  };
}
