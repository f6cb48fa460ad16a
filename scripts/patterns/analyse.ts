// Its own compiled engine and its Java archive start processes; the one in JavaScript is enough for what is new.
process.env['RECHECK_BACKEND'] = 'pure';

import { checkSync } from 'recheck';

export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

export const known = ({ source, flags }: Pattern): string => `/${source}/${flags}`;

/** `safe`, or what is wrong with it: `2nd degree polynomial`, `exponential`; `nobody can tell` counts as that too. */
export function analyse({ source, flags }: Pattern): string {
  // The sticky flag changes where a match may begin, not how long it takes; recheck knows the others.
  const found = checkSync(source, flags, { timeout: 20_000, attackTimeout: 1_000, incubationTimeout: 500 });
  if (found.status === 'safe') return 'safe';
  return found.status === 'vulnerable' ? found.complexity.summary : 'nobody can tell';
}
