import type { Errno } from './errno.ts';

/**
 * How a fetch ended: the error's class where there was one (see `Errno`); `dns`: the name could not be resolved;
 * `reset`: connected, but cut off before an answer.
 */
export type FetchOutcome = 'answered' | 'timeout' | 'refused' | 'no-route' | 'unreachable' | 'dns' | 'reset' | 'other';

/** A real HTTP request. Who answered it is in the access log of the one who did: `accessLog`, by `token`. */
export interface Fetch {
  readonly outcome: FetchOutcome;
  /** HTTP status; absent without an answer. Of an answer that was not `answered`: it began, and did not come to its end. */
  readonly status?: number;
  /** At most 16 KiB. */
  readonly body?: string;
  /** The client's TCP port (for conntrack); absent when there was no connection, or the program does not tell. */
  readonly localPort?: number;
  /** What the program said of its failure; empty when there was none. */
  readonly message: string;
  readonly token: string;
}

/** The outcome that an error number stands for; what is not about the way is `other`. */
export function outcomeOf(errno: Errno | undefined): Exclude<FetchOutcome, 'answered' | 'dns'> {
  return errno === undefined || errno === 'prohibited' || errno === 'invalid' ? 'other' : errno;
}
