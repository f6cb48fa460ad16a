import type { Tuple } from './trace.ts';

/** Of a packet or a connection. `unknown`: a rule may have given it one. */
export type Mark = number | 'unknown';

/** A connection as one namespace tracks it. Translation is nothing but a reply that differs from the original's mirror. */
export interface Entry {
  readonly original: Tuple;
  reply: Tuple;
  /** The nat chains of prerouting or output (input or postrouting) have been asked. */
  destinationSettled: boolean;
  sourceSettled: boolean;
  seenReply: boolean;
  /** Of the connection, for rules to read and write. */
  mark: Mark;
  /** A packet came after the first answer: conntrack takes the connection for a real one. */
  assured: boolean;
  /** Its first packet was not the first of the connection, which nobody tracked (nf_conntrack_tcp_loose). */
  readonly pickedUp: boolean;
}
