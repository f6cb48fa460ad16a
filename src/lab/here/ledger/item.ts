/**
 * One thing of a machine's network that can be made and taken away by itself. A snapshot is a list of them: rules in
 * their order, equal ones as often as they are there.
 */
export type Item =
  /** `foreign`: somebody else's tool keeps it (compose, swarm, a cluster). */
  | { readonly kind: 'container'; readonly id: string; readonly name: string; readonly foreign?: true }
  /** That a container runs. */
  | { readonly kind: 'running'; readonly id: string; readonly name: string }
  /** A network of Docker. */
  | { readonly kind: 'network'; readonly id: string; readonly name: string; readonly foreign?: true }
  | { readonly kind: 'netns'; readonly name: string }
  /** `type`: as `ip link add` takes it; empty for a card. */
  | { readonly kind: 'link'; readonly name: string; readonly type: string }
  | { readonly kind: 'up'; readonly name: string }
  | { readonly kind: 'master'; readonly name: string; readonly master: string }
  /** A switch of a device that `ip link set` sets; `of`: its own, those of a bridge, or of a bridge's port. */
  | {
      readonly kind: 'switch';
      readonly dev: string;
      readonly of: '' | 'bridge' | 'bridge_slave';
      readonly name: string;
      readonly value: string;
    }
  /** IPv4 and IPv6. `leased`: with a lifetime, as DHCP clients and router advertisements give it. */
  | { readonly kind: 'address'; readonly dev: string; readonly cidr: string; readonly leased?: true }
  /** As `ip route` prints it, with its table. */
  | { readonly kind: 'route'; readonly family: Family; readonly words: string }
  /** As `ip rule` prints it. */
  | { readonly kind: 'lookup'; readonly family: Family; readonly words: string }
  /** A queue that somebody chose, or the place for filters (clsact, ingress), as `tc qdisc` prints it. */
  | { readonly kind: 'qdisc'; readonly dev: string; readonly parent: string; readonly words: string }
  /** A filter of tc(8): `ref` is what takes it away. */
  | {
      readonly kind: 'filter';
      readonly dev: string;
      readonly hook: string;
      readonly ref: string;
      readonly words: string;
    }
  /** A static neighbour, as `ip neigh` prints it. */
  | { readonly kind: 'neighbour'; readonly words: string }
  | { readonly kind: 'sysctl'; readonly file: string; readonly value: string }
  /** `tool`: `iptables`, `ip6tables`, `iptables-legacy`, `…-nft`: the backend that is not the machine's usual one. */
  | { readonly kind: 'chain'; readonly tool: string; readonly table: string; readonly chain: string }
  | {
      readonly kind: 'policy';
      readonly tool: string;
      readonly table: string;
      readonly chain: string;
      readonly policy: string;
    }
  /** `words`: what comes after `-A CHAIN` in iptables-save(8). */
  | {
      readonly kind: 'rule';
      readonly tool: string;
      readonly table: string;
      readonly chain: string;
      readonly words: string;
    }
  /** `table`: family and name. */
  | { readonly kind: 'nft-table'; readonly table: string }
  /** `head`: type, hook, priority and policy of a base chain; empty for others. */
  | { readonly kind: 'nft-chain'; readonly table: string; readonly chain: string; readonly head: string }
  /** `of`: `set` or `map`; `head`: its type and flags. */
  | {
      readonly kind: 'nft-set';
      readonly table: string;
      readonly of: string;
      readonly set: string;
      readonly head: string;
    }
  | { readonly kind: 'nft-element'; readonly table: string; readonly set: string; readonly value: string }
  | { readonly kind: 'nft-rule'; readonly table: string; readonly chain: string; readonly words: string };

export type Family = '-4' | '-6';

export type Snapshot = readonly Item[];

/** What only says whose a thing is. */
const marks: ReadonlySet<string> = new Set(['foreign', 'leased']);

/** Two items with the same key are the same thing. */
export const keyOf = (item: Item): string =>
  Object.entries(item)
    .flatMap(([name, value]) => (marks.has(name) ? [] : value))
    .join('\u0000');

/** For people, on one line. */
export function itemInWords(item: Item): string {
  switch (item.kind) {
    case 'rule':
      return `${item.tool} -t ${item.table} -A ${item.chain} ${item.words}`;
    case 'sysctl':
      return `${item.file.replace('/proc/sys/', '').replaceAll('/', '.')} = ${item.value}`;
    case 'route':
    case 'lookup':
      return [item.kind, ...(item.family === '-6' ? ['-6'] : []), item.words].join(' ');
    default:
      return keyOf(item).replaceAll('\u0000', ' ').replace(/ {2,}/g, ' ').trim();
  }
}

/** A multiset of items by key. */
export function tally(items: Iterable<Item>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** The items of `one` that `other` does not have, as often as it lacks them. */
export function without(one: Snapshot, other: Snapshot): readonly Item[] {
  const left = tally(other);
  return one.filter((item) => {
    const key = keyOf(item);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
