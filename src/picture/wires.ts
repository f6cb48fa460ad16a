import type { Interface } from '../facts/index.ts';
import type { Wire } from './picture.ts';

export interface NodeInterfaces {
  readonly node: string;
  readonly interfaces: readonly Interface[];
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
  const used = new Set<End>();
  return ends.flatMap((a) => {
    const b = used.has(a) ? undefined : ends.find((other) => !used.has(other) && arePair(a, other));
    if (!b) return [];
    used.add(a).add(b);
    return [{ a: nameOf(a), b: nameOf(b), connected: a.interface.up && b.interface.up }];
  });
}

function arePair(a: End, b: End): boolean {
  if (a === b) return false;
  const elsewhere = a.node !== b.node;
  const facing = a.interface.linkIndex === b.interface.ifindex && b.interface.linkIndex === a.interface.ifindex;
  const saysSo = ({ linkNetnsid }: Interface): boolean => (linkNetnsid !== undefined) === elsewhere;
  return facing && saysSo(a.interface) && saysSo(b.interface);
}

const nameOf = (end: End): Wire['a'] => ({ node: end.node, interface: end.interface.name });
