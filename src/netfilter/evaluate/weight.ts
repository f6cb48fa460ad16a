import type { Match } from '../match.ts';

/** Of lists of lists; rules share those of a named set. */
const known = new WeakMap<readonly (readonly Match[])[], number>();

function weightOfOne(match: Match): number {
  switch (match.kind) {
    case 'address':
    case 'port':
      return match.ranges.length;
    case 'interface':
    case 'bridge-port':
    case 'protocol':
      return match.names.length;
    case 'any': {
      const weight = known.get(match.of) ?? match.of.reduce((sum, list) => sum + 1 + weightOf(list), 0);
      known.set(match.of, weight);
      return weight;
    }
    default:
      return 1;
  }
}

/** How many values are compared to test these conditions. */
export function weightOf(matches: readonly Match[]): number {
  let weight = 0;
  for (const match of matches) weight += weightOfOne(match);
  return weight;
}
