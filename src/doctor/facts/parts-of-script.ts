import type { FactRequest, LookFailure } from '../../facts/index.ts';
import type { Result } from '../../result.ts';
import { type Part, partsOf } from '../../round/parts.ts';

export type Parts = ReadonlyMap<string, Part>;

/** A fact whose fragment prints parts (`part NAME COMMAND…`) and always ends well: each part has an exit code of its own. */
export function fromParts<T>(
  key: string,
  script: readonly string[],
  read: (parts: Parts) => Result<T, LookFailure>,
): FactRequest<T> {
  return {
    key,
    script: script.join('\n'),
    phase: 'quick',
    parse: ({ stdout }, { nonce }) => read(partsOf(stdout, nonce)),
  };
}

/** Non-empty lines of a part; none where it is absent. */
export const linesOf = (parts: Parts, name: string): readonly string[] =>
  (parts.get(name)?.body ?? '').split('\n').filter((line) => line.trim() !== '');
