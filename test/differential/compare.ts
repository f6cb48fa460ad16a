import { type Round, readingsOf } from '../../src/round/index.ts';
import { type Expected, type Flow, labFactsOf, type Trace, trace } from '../../src/trace/index.ts';
import type { Observed } from './observe.ts';
import { nodes } from './shell.ts';

export interface Comparison {
  readonly flow: Flow;
  readonly trace: Trace;
  readonly observed: Observed;
  readonly verdict: 'agreed' | 'disagreed' | 'not-enough-information';
}

/** An answer is logged by whoever gave it; a request may also be logged whose answer never came back. */
function holds(expected: Expected, { outcome, server, client }: Observed, { proto }: Flow): boolean {
  if (expected.outcome !== outcome) return false;
  return outcome !== 'answered' || proto === 'icmp' || (expected.server === server && expected.client === client);
}

/** Where chance decides, what happened must be one of the ways that it may go. */
function verdictOn({ flow, expected, branches }: Trace, seen: Observed): Comparison['verdict'] {
  const ways = branches?.map((branch) => branch.expected) ?? [expected];
  if (ways.some(({ outcome }) => outcome === 'unknown')) return 'not-enough-information';
  return ways.some((way) => holds(way, seen, flow)) ? 'agreed' : 'disagreed';
}

/** What trace says of the facts, beside what happened. */
export function compare(facts: Round, flows: readonly Flow[], observed: readonly Observed[]): readonly Comparison[] {
  const lab = labFactsOf(readingsOf(facts), nodes);
  return flows.map((flow, index): Comparison => {
    const seen = observed[index];
    if (!seen) throw new RangeError(`no observation of flow ${index}`);
    const walked = trace(lab, flow);
    const verdict = verdictOn(walked, seen);
    return { flow, trace: walked, observed: seen, verdict };
  });
}
