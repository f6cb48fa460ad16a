import { text } from '../i18n/text.ts';
import { parseAddress } from '../ipv4.ts';
import { carry } from './carry.ts';
import { converse } from './conversation.ts';
import { mostBytes } from './size.ts';
import { split } from './split.ts';
import type { Flow, LabFacts, Trace } from './trace.ts';
import { enter, isFate, newWalk, type Walk } from './walk.ts';

/** Ways to walk that are tried before the facts count as too few. */
const mostWays = 24;

const nothing = (flow: Flow, reason: Trace['reason']): Trace => ({
  flow,
  disposition: 'not-enough-information',
  reason,
  hops: [],
  expected: { outcome: 'unknown' },
});

function once(facts: LabFacts, flow: Flow, plan: readonly number[]): { readonly walk: Walk; readonly trace: Trace } {
  const walk = newWalk(facts, flow.from, plan, carry);
  const client = enter(walk, flow.from);
  if (isFate(client)) return { walk, trace: nothing(flow, text('trace.unknown.node', { node: flow.from })) };
  return { walk, trace: { flow, ...converse(walk, client, flow) } };
}

/** The next plan in the order of a counter, or undefined when all have been tried. */
function following({ choices }: Walk): readonly number[] | undefined {
  const last = choices.findLastIndex(({ taken, of }) => taken + 1 < of);
  if (last < 0) return undefined;
  return choices.slice(0, last + 1).map(({ taken }, index) => (index === last ? taken + 1 : taken));
}

const same = (one: Trace, other: Trace): boolean =>
  one.disposition === other.disposition && JSON.stringify(one.expected) === JSON.stringify(other.expected);

interface Way {
  readonly walk: Walk;
  readonly trace: Trace;
}

const isByChance = ({ walk }: Way): boolean => walk.choices.every(({ odds }) => odds !== undefined);

/** What is not known, where the ways lead to different ends. */
const open = (ways: readonly Way[], first: Trace): Trace => {
  const reason = ways.flatMap(({ walk }) => walk.choices)[0]?.reason ?? first.reason;
  return { ...first, disposition: 'not-enough-information', reason, expected: { outcome: 'unknown' } };
};

/**
 * What happens to the first packet of a connection, and to its answer. Where the facts leave several possibilities, all
 * of them are walked: one answer only when they agree. Else, where rules say how often they hold, the answer is what may
 * happen and how likely it is; where nobody can tell that, "not enough information", naming what is not known.
 */
export function trace(facts: LabFacts, flow: Flow): Trace {
  const small = traced(facts, flow);
  if (flow.proto !== 'tcp' || flow.size !== undefined || small.disposition !== 'delivered' || !hasMtus(facts))
    return small;
  const large = traced(facts, { ...flow, size: mostBytes, page: true });
  const arrives = large.disposition === 'delivered' || large.disposition === 'not-enough-information';
  return arrives ? small : { ...small, large };
}

/** Where every device carries as much as every other one, nothing is too long. */
function hasMtus({ nodes }: LabFacts): boolean {
  const all = Object.values(nodes).flatMap((node) => [
    ...(node?.interfaces ?? []).flatMap(({ up, loopback, mtu }) => (up && !loopback ? mtu : [])),
    ...(node?.routes ?? []).flatMap(({ mtu }) => mtu ?? []),
  ]);
  return new Set(all).size > 1;
}

function traced(facts: LabFacts, flow: Flow): Trace {
  if (parseAddress(flow.to) === undefined) return nothing(flow, text('trace.unknown.address', { address: flow.to }));
  const first = once(facts, flow, []);
  const ways: Way[] = [first];
  let isSplit = false;
  for (let plan = following(first.walk); plan !== undefined; ) {
    const other = once(facts, flow, plan);
    ways.push(other);
    isSplit ||= !same(first.trace, other.trace);
    plan = following(other.walk);
    const isTooMuch = ways.length >= mostWays && plan !== undefined;
    if (isTooMuch || (isSplit && !ways.every(isByChance))) return open(ways, first.trace);
  }
  return isSplit ? split(first.trace, ways) : first.trace;
}
