import type { Course } from '../../course/course.ts';
import type { Lang } from '../../i18n/text.ts';
import type { Session } from '../../learn/session.ts';

export interface TuiOptions {
  /** Not started yet; the UI calls `start`. The caller closes it after the UI has left. */
  readonly session: Session;
  readonly courses: { readonly [lang in Lang]: Course };
  readonly lang: Lang;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Reads TERM, NO_COLOR and INK_SCREEN_READER. */
  readonly env: { readonly [name: string]: string | undefined };
  /** Runs an interactive shell of the lab on this terminal, which the UI has let go; false when there is no lab. */
  readonly openShell: () => Promise<boolean>;
  /** Shells beside the lesson; absent where a terminal cannot show them, then `openShell` takes it all. */
  readonly shells?: Shells;
  /** False stops spinners; for tests. */
  readonly animate?: boolean;
}

/** In cells. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A shell of the lab on a terminal of its own (src/lab/shared/pty.ts). */
export interface ShellOnTerminal {
  onData(listener: (chunk: string) => void): void;
  onExit(listener: (code: number) => void): void;
  write(text: string): void;
  resize(columns: number, rows: number): void;
  /** Reads no more until `release`. */
  hold(): void;
  release(): void;
  end(): void;
}

export interface Shells {
  /** `no-terminal`: this machine gives us none. */
  open(node: string, size: TerminalSize): Promise<ShellOnTerminal | 'no-lab' | 'no-terminal'>;
  /** The learner's keyboard with a look at what is typed: `take` gives back what goes on. */
  keyboard(stdin: NodeJS.ReadStream, take: (typed: string) => string): NodeJS.ReadStream;
}

/** `bug`: something of ours broke; the terminal is clean and the message was printed. */
export type TuiExit = { readonly type: 'quit' } | { readonly type: 'bug'; readonly message: string };
