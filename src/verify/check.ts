import type { Params } from '../course/params.ts';
import type { Text, TextValues } from '../i18n/text.ts';
import type { Needs, Seen } from '../round/index.ts';
import type { EndName } from '../trace/index.ts';
import type { CheckWalk } from '../trace/request-walk.ts';

/** `refused-elsewhere`: a machine beyond the host leads the packet nowhere, since it should never have come there. */
export type RefinedEnd = EndName | 'refused-elsewhere';

/** A named cause of failure; its words are `diagnosis.<id>.what|why|next` and `diagnosis.<id>.hint1|hint2|hint3` in the catalogue. */
export interface Diagnosis {
  readonly id: string;
  /** The observed values that the words need. */
  readonly values?: TextValues;
  /**
   * Of a failed request: the ends of a walk that this is a nearer cause of. Where the walk ended otherwise, its end is the
   * cause, not this. Absent: it may lie behind any end.
   */
  readonly refines?: readonly RefinedEnd[];
  /** The node whose rules it is about: what rules of another node end, it does not explain. */
  readonly rulesOf?: string;
}

export type DiagnosisPart = 'what' | 'why' | 'next' | 'hint1' | 'hint2' | 'hint3';

export const diagnosisText = ({ id, values }: Diagnosis, part: DiagnosisPart): Text => ({
  id: `diagnosis.${id}.${part}`,
  ...(values ? { values } : {}),
});

export type Unjudged = 'unread' | 'contradicts';

export type Judgement =
  | { readonly verdict: 'pass'; readonly observed?: Text }
  | { readonly verdict: 'fail'; readonly expected: Text; readonly observed: Text; readonly diagnosis?: Diagnosis }
  | {
      readonly verdict: 'error';
      readonly cause: Text;
      /**
       * It was seen, and could not be judged; a teacher may. `unread`: a rule has a part that nobody here can follow. `contradicts`:
       * the request came through, and by all that was seen it could not have. Absent: it was not seen.
       */
      readonly unjudged?: Unjudged;
    };

/** `pass`, `fail`, `error` (we could not look: never the learner's fault), `blocked` (an earlier check must hold first). */
export type Verdict = Judgement | { readonly verdict: 'blocked'; readonly by: string };

/** Something that must hold, judged purely from facts. Titles live in the lessons. */
export interface Check {
  /** Unique in the course; the lessons name it. */
  readonly id: string;
  /** The step that it belongs to. */
  readonly step: string;
  /** Checks that must pass before this one means anything. */
  readonly after: readonly string[];
  /**
   * `state`: parsed configuration. `behaviour`: real traffic, shown to the learner failing before the step and passing after it.
   */
  readonly kind: 'state' | 'behaviour';
  /** Why it does not fail before its step (e.g. an observation step); absent when it does. */
  readonly notCausal?: Text;
  needs(params: Params): Needs;
  judge(seen: Seen<Needs>, params: Params): Judgement;
}

/** Typed definition of a check: `judge` sees exactly the readings of `needs`. A need that could not be read makes the verdict `error` before `judge` is asked. */
export function defineCheck<N extends Needs, P extends Params = Params>(
  check: Omit<Check, 'needs' | 'judge'> & { needs(params: P): N; judge(seen: Seen<N>, params: P): Judgement },
): Check {
  return check as unknown as Check;
}

/** A check's verdict in one round. */
export interface CheckResult {
  readonly check: Check;
  readonly verdict: Verdict;
  /** Milliseconds that the slowest of its observations took in the lab. */
  readonly ms: number;
  /** Of the request that the check sent; always tried where that failed, else where it was asked for. */
  readonly walk?: CheckWalk;
}
