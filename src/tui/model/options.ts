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
  /** False stops spinners; for tests. */
  readonly animate?: boolean;
}

/** `bug`: something of ours broke; the terminal is clean and the message was printed. */
export type TuiExit = { readonly type: 'quit' } | { readonly type: 'bug'; readonly message: string };
