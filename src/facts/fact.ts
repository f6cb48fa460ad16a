import type { Text } from '../i18n/text.ts';
import type { Result } from '../result.ts';

/** What a fragment printed in the lab, before anybody read it. */
export interface Observation {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Milliseconds, measured in the lab. */
  readonly ms: number;
}

/** Why a fact could not be read: our failure to look, never the learner's fault. */
export interface LookFailure {
  readonly text: Text;
}

/**
 * One thing to observe: a POSIX sh fragment, and the reading of what it prints.
 * Requests with the same key are observed once a round. Made by the functions of the kinds in this folder,
 * e.g. `links('c1')`, `routeGet('c1', '192.168.1.50')`, `fetch({ from: 'c1', to: 'http://…', expect… })`.
 */
export interface FactRequest<T> {
  /** Unique for what is observed, e.g. `links:c1`. */
  readonly key: string;
  /**
   * Runs in the node `host` as the lab's root. The round's prelude gives it `at NODE COMMAND…` (runs a program in
   * the network namespace of a node) and `$BW_NONCE` (unguessable, new each round).
   */
  readonly script: string;
  /** `quick`: one after the other, milliseconds. `slow`: side by side, bounded by itself (fetches). `late`: after the slow ones (logs, conntrack, counters). */
  readonly phase: 'quick' | 'slow' | 'late';
  /** `context.nonce` is the round's `$BW_NONCE`. */
  parse(seen: Observation, context: { readonly nonce: string }): Result<T, LookFailure>;
}

export type Needs = { readonly [name: string]: FactRequest<unknown> };
/** What a check's `judge` receives: the readings of its needs. */
export type Seen<N extends Needs> = { readonly [K in keyof N]: N[K] extends FactRequest<infer T> ? T : never };
