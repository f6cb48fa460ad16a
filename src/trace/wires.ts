import { type Interface, type MayBe, namesIn } from '../facts/index.ts';
import type { LabFacts } from './trace.ts';

/** One end of a cable. */
export interface End {
  readonly node: string;
  readonly device: Interface;
}

/** `none`: not a cable at all. `unknown`: its other end is in a namespace that we do not see, or could be in several. */
export type Peer = { readonly kind: 'end'; readonly end: End } | { readonly kind: 'none' | 'unknown' };

/**
 * The ends of each veth pair. A pair tells each other's ifindex and, in numbers of their own, each other's namespace;
 * ifindexes repeat between namespaces, so a pair counts only when both ends name each other and nobody else could.
 */
export function peersOf(facts: LabFacts): (node: string, device: string) => Peer {
  const ends = Object.entries(facts.nodes).flatMap(([node, known]) =>
    (known?.interfaces ?? []).filter(({ kind }) => kind === 'veth').map((device): End => ({ node, device })),
  );
  const certain = settled(ends, namesIn(Object.entries(facts.nodes)));
  return (node, device) => {
    const end = ends.find((one) => one.node === node && one.device.name === device);
    if (!end) return { kind: 'none' };
    const other = certain.get(end);
    return other ? { kind: 'end', end: other } : { kind: 'unknown' };
  };
}

function face(one: End, other: End): boolean {
  if (one === other) return false;
  const [a, b] = [one.device, other.device];
  const elsewhere = one.node !== other.node;
  const agrees = ({ linkNetnsid }: Interface): boolean => (linkNetnsid !== undefined) === elsewhere;
  return a.linkIndex === b.ifindex && b.linkIndex === a.ifindex && agrees(a) && agrees(b);
}

/**
 * Pairs with one candidate are settled first. What they teach (which number of a namespace means which node) then
 * leaves fewer candidates for the others, until nothing changes.
 */
function settled(ends: readonly End[], mayBe: MayBe): ReadonlyMap<End, End> {
  const pairs = new Map<End, End>();
  const meaning = new Map<string, string>();
  const numberOf = ({ node, device }: End): string => `${node}#${device.linkNetnsid ?? ''}`;
  // A namespace has one number for each other one.
  const means = (one: End, node: string): boolean => {
    if (!mayBe(one.node, one.device.linkNetnsid, node)) return false;
    const number = numberOf(one);
    const other = [...meaning].find(([known, of]) => of === node && known.startsWith(`${one.node}#`))?.[0];
    return (meaning.get(number) ?? node) === node && (other ?? number) === number;
  };
  const fits = (one: End, other: End): boolean =>
    one.node === other.node || (means(one, other.node) && means(other, one.node));
  const candidatesOf = (end: End): readonly End[] =>
    ends.filter((other) => !pairs.has(other) && face(end, other) && fits(end, other));
  // First where both have no other choice: an end whose cable leads to where nobody looks has wrong candidates only.
  for (const mutual of [true, false]) {
    for (let before = -1; before < pairs.size; ) {
      before = pairs.size;
      for (const end of ends) {
        if (pairs.has(end)) continue;
        const [only, ...others] = candidatesOf(end);
        if (!only || others.length > 0 || (mutual && candidatesOf(only).length > 1)) continue;
        pairs.set(end, only).set(only, end);
        if (end.node === only.node) continue;
        meaning.set(numberOf(end), only.node).set(numberOf(only), end.node);
      }
    }
  }
  return pairs;
}
