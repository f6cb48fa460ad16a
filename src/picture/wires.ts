import { type Interface, type MayBe, type Namespaces, namesIn } from '../facts/index.ts';
import type { Wire } from './picture.ts';

export interface NodeInterfaces {
  readonly node: string;
  readonly interfaces: readonly Interface[];
  /** Absent: nobody asked; with one host the cables are told apart without it. */
  readonly namespaces?: Namespaces | undefined;
}

interface End {
  readonly node: string;
  readonly interface: Interface;
}

/**
 * The veth pairs whose two ends are known. Each end tells the other one's ifindex; numbers repeat between namespaces, so
 * every end is used once, and the host (the first node) chooses first: the course's cables all end there.
 */
export function wiresOf(nodes: readonly NodeInterfaces[]): readonly Wire[] {
  const ends = nodes.flatMap(({ node, interfaces }) =>
    interfaces.filter(({ kind }) => kind === 'veth').map((one): End => ({ node, interface: one })),
  );
  const mayBe = namesIn(nodes.map((one) => [one.node, one]));
  const used = new Set<End>();
  return ends.flatMap((a) => {
    const b = used.has(a) ? undefined : ends.find((other) => !used.has(other) && arePair(a, other, mayBe));
    if (!b) return [];
    used.add(a).add(b);
    return [{ a: nameOf(a), b: nameOf(b), connected: a.interface.up && b.interface.up }];
  });
}

function arePair(a: End, b: End, mayBe: MayBe): boolean {
  if (a === b) return false;
  if (!mayBe(a.node, a.interface.linkNetnsid, b.node) || !mayBe(b.node, b.interface.linkNetnsid, a.node)) return false;
  const elsewhere = a.node !== b.node;
  const facing = a.interface.linkIndex === b.interface.ifindex && b.interface.linkIndex === a.interface.ifindex;
  const agrees = ({ linkNetnsid }: Interface): boolean => (linkNetnsid !== undefined) === elsewhere;
  return facing && agrees(a.interface) && agrees(b.interface);
}

const nameOf = (end: End): Wire['a'] => ({ node: end.node, interface: end.interface.name });
