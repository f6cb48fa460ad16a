import type { Params } from '../../lessons/params/params.ts';
import type { Connection } from '../../src/facts/index.ts';
import type { Text } from '../../src/i18n/text.ts';
import type { Check } from '../../src/verify/check.ts';
import type { Journey } from './journey.ts';

/**
 * Checks that send a request, as data. Why a request failed may be anything on its way, so it takes the suspects of every
 * subject to judge one: a subject says what is asked, and `request/` makes the check.
 */
interface Asked {
  readonly id: string;
  readonly step: string;
  readonly after: readonly string[];
  readonly journey: Journey;
}

/** A real request: answered by the right server, which saw an allowed client. */
export interface FetchCheck extends Asked {
  /** `exec`: the container's own wget, as the source document runs it. Default `net`: curl in the node's network namespace. */
  readonly via?: 'net' | 'exec';
  readonly notCausal?: Text;
}

/** What to look for in one direction of a connection; absent parts may be anything. */
export type Tuple = Partial<Connection['original']>;

/** The connection tracking entry that the fetch of this round left behind. */
export interface ConnectionCheck extends Asked {
  readonly original: (p: Params) => Tuple;
  /** NAT is nothing but a reply that differs from the original turned round. Any of these will do. */
  readonly replies: (p: Params) => readonly Tuple[];
}

/** One check of a subject. */
export type SubjectCheck = Check | FetchCheck | ConnectionCheck;
