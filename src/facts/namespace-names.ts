import type { Namespaces } from './namespaces.ts';

/** Whether a node's number for another namespace may mean this node. */
export type MayBe = (node: string, number: number | undefined, other: string) => boolean;

/** What nodes say of each other's namespaces, by name; one that has no name in /run/netns is none of those that have. */
export function namesIn(
  nodes: readonly (readonly [name: string, known: { readonly namespaces?: Namespaces | undefined } | undefined])[],
): MayBe {
  const known = new Map(nodes.map(([name, facts]) => [name, facts?.namespaces]));
  const named = new Set([...known.values()].flatMap((numbers) => [...(numbers?.values() ?? [])]));
  return (node, number, other) => {
    const numbers = known.get(node);
    if (number === undefined || !numbers?.has(number)) return true;
    const name = numbers.get(number);
    // A name that is no node's may be another one for any of them.
    return name === undefined ? !named.has(other) : name === other || !known.has(name);
  };
}
