import type { Text } from '../i18n/text.ts';
import type { Result } from '../result.ts';

/** What a fragment printed in the lab, before anybody read it. */
export interface Observation {
  /** UTF-8; what is not UTF-8 became U+FFFD. */
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Milliseconds, measured in the lab; the clock ticks every 10. */
  readonly ms: number;
}

/** Why a fact could not be read: our failure to look, never the learner's fault. */
export interface LookFailure {
  readonly text: Text;
}

/** What a parser knows of the round besides what its fragment printed. */
export interface RoundContext {
  /** The round's `$BW_NONCE`. */
  readonly nonce: string;
}

/**
 * One thing to observe: a POSIX sh fragment, and the reading of what it prints.
 * Requests with the same key are observed once a round. Made by the functions of `src/facts`,
 * e.g. `interfaces('web')`, `routeGet('web', '192.0.2.50')`, `fetch({ from: 'web', url: 'http://…' })`.
 */
export interface FactRequest<T> {
  /** Unique for what is observed, e.g. `interfaces:web`. */
  readonly key: string;
  /**
   * Runs in the node `host` as the lab's root, its standard input empty. The round's prelude (src/round/prelude.ts)
   * gives it
   * - `at NODE COMMAND…`: runs a program in the network namespace of a node;
   * - `part NAME COMMAND…`: frames the output of one of several commands; read with `partsOf`;
   * - `engine`: succeeds when Docker has answered (`$BW_DIR/pids` has lines PID NAME LOGFILE, `$BW_DIR/inspect` is JSON);
   * - `locate NODE`: sets `$BW_PID` to a running container's first process;
   * - `legacy_tables NODE`: names of the tables that iptables-legacy has made there;
   * - `$BW_DIR`, a folder of the round (what fragments printed so far is in its files *.out and *.err), `$BW_INDEX`, the
   *   number of this fragment, and `$BW_NONCE`, unguessable, new each round.
   */
  readonly script: string;
  /** `quick`: one after the other, milliseconds. `slow`: side by side, bounded by itself (fetches). `late`: after the slow ones (logs, conntrack, counters). */
  readonly phase: 'quick' | 'slow' | 'late';
  /** The reading is undefined where this look fails; see `optional`. */
  readonly optional?: true;
  /** Characters that its output may have, `usualSize` unless it says otherwise: more is not read, whatever it is. */
  readonly most?: number;
  parse(seen: Observation, context: RoundContext): Result<T, LookFailure>;
}

/** Of what one program prints about one node; a machine with thousands of addresses or connections prints less. */
export const usualSize = 4 * 1024 * 1024;
/** Rules: a large Kubernetes node has 10 MB of them. No kind may have more. */
export const largestSize = 32 * 1024 * 1024;
/** Lines of a log that carry this round's mark, some hundred characters each; and what a program complains about. */
export const logSize = 1024 * 1024;

/** What a request reads. */
export type Reading<R> = R extends FactRequest<infer T> ? T : never;

/**
 * The same look, but a reading of undefined where it fails: for facts that only help to explain. It shares the key, so
 * the lab is still asked once. `readingsOf` does it (src/round/readings.ts); `parse` stays as it is.
 */
export function optional<R extends FactRequest<unknown>>(request: R): FactRequest<Reading<R> | undefined> {
  return { ...(request as FactRequest<Reading<R>>), optional: true };
}

export type Needs = { readonly [name: string]: FactRequest<unknown> };
/** What a check's `judge` receives: the readings of its needs. */
export type Seen<N extends Needs> = { readonly [K in keyof N]: Reading<N[K]> };
