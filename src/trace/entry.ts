import type { Tuple } from './trace.ts';

/** A connection as one namespace tracks it. Translation is nothing but a reply that differs from the original's mirror. */
export interface Entry {
  readonly original: Tuple;
  reply: Tuple;
  /** The nat chains of prerouting or output (input or postrouting) have been asked. */
  destinationSettled: boolean;
  sourceSettled: boolean;
  seenReply: boolean;
}
