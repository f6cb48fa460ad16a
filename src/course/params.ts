import type { Text } from '../i18n/text.ts';
import type { Result } from '../result.ts';

/** A course's parameters. What each of them means is the course's own business: the engine hands them on as they are. */
export type Params = { readonly [name: string]: ParamValue };
export type ParamValue = string | number | { readonly [name: string]: string | number };

/** One refused parameter; `path` is dotted, e.g. `first.address`, and empty when the whole set is meant. */
export interface ParamProblem {
  readonly path: string;
  readonly text: Text;
}

/** The parameters of one course. */
export interface ParamSet<P extends Params = Params> {
  readonly defaults: P;
  /** Completes overrides (any shape, e.g. read from a file) with the defaults and proves that the whole set makes sense. */
  parse(overrides: unknown): Result<P, readonly ParamProblem[]>;
  /** Every value that lessons may write literally, always in the same order: the words of the defaults become those of another set. */
  tokens(params: P): readonly string[];
  /** For `course lint`. */
  readonly probe: {
    /** A whole set of which nothing reminds of a default. */
    readonly params: P;
    /** What may not be left in any text then. Looser than the tokens: what is not replaced must not merely look like a default either. */
    readonly leftovers: readonly string[];
  };
}
