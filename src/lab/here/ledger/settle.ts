import type { HerePlan } from '../plan/plan.ts';
import { type Item, keyOf, type Snapshot, tally, without } from './item.ts';
import { isCourses, isDockers, isManagedByOthers } from './owner.ts';
import { renameBack, renamed } from './rename.ts';
import { put, remove } from './undo.ts';

/** What was seen before and after something that the course did or let somebody do. */
export interface Change {
  readonly before: Snapshot;
  readonly after: Snapshot;
}

export interface Account {
  /** How the machine was before the lab came up. */
  readonly baseline: Snapshot;
  readonly changes: readonly Change[];
  readonly now: Snapshot;
  /** Of each `nft-rule` in `now`. */
  readonly handles: readonly number[];
  readonly plan: HerePlan;
}

export interface Settlement {
  /** What Docker is to do. It moves rules and links of its own then, so the machine must be looked at anew before the rest. */
  readonly engine: readonly string[];
  /** Shell lines, each for itself: one that fails says nothing about the others. */
  readonly lines: readonly string[];
  /** What was the course's doing, and is to be undone. */
  readonly undone: readonly Item[];
}

/**
 * How a machine gets back to how it was, as far as the course changed it: what is too much goes when the course made it
 * or it carries the course's names, what is missing comes back when it went while the course was at work. Everything is
 * matched by content, since Docker and firewalls move their rules; what they made themselves is left alone.
 */
export function settle({ baseline, changes, now, handles, plan }: Account): Settlement {
  const made = tally(changes.flatMap(({ before, after }) => without(after, before)));
  const gone = tally(changes.flatMap(({ before, after }) => without(before, after)));
  const claim = (counts: Map<string, number>, item: Item): boolean => {
    const count = counts.get(keyOf(item)) ?? 0;
    if (count > 0) counts.set(keyOf(item), count - 1);
    return count > 0;
  };
  const names = renamed(baseline, now);
  const newNames = new Set(names.values());
  const surplus = without(now, baseline).filter(
    (item) =>
      !follows(item, baseline) &&
      !(item.kind === 'link' && newNames.has(item.name)) &&
      !isDockers(item) &&
      ((!isManagedByOthers(item) && claim(made, item)) || isCourses(item, plan)),
  );
  const present = new Set(now.flatMap((item) => (item.kind === 'link' ? [item.name] : [])));
  const missing = without(baseline, now).filter(
    (item) => claim(gone, item) && hasPlace(item, present, names) && !hasSuccessor(item, now, baseline),
  );
  const ofEngine = (items: readonly Item[]): readonly Item[] => items.filter(({ kind }) => engines.has(kind));
  return {
    engine: [...remove(ofEngine(surplus), now, handles), ...put(ofEngine(missing), baseline, now, surplus)],
    lines: [...remove(surplus, now, handles), ...renameBack(names), ...put(missing, baseline, now, surplus)],
    undone: [...surplus, ...missing],
  };
}

const engines: ReadonlySet<Item['kind']> = new Set(['container', 'network', 'running']);

/** What cannot be taken away by itself: settings have a value in any case (`put` gives the old one), or go with their device. */
function follows(item: Item, baseline: Snapshot): boolean {
  switch (item.kind) {
    case 'sysctl':
    case 'switch':
    // Whoever started a container of somebody's, it may do no harm to let it run.
    case 'running':
      return true;
    case 'policy':
      return (
        item.tool.endsWith('-legacy') ||
        baseline.some((one) => one.kind === 'policy' && one.tool === item.tool && one.table === item.table)
      );
    case 'nft-chain':
      return baseline.some((one) => one.kind === 'nft-chain' && one.chain === item.chain && one.table === item.table);
    case 'up':
      return !baseline.some((one) => one.kind === 'link' && one.name === item.name);
    default:
      return false;
  }
}

/** The device that a thing belongs to and goes with. */
function deviceOf(item: Item): string | undefined {
  switch (item.kind) {
    case 'up':
    case 'master':
      return item.name;
    case 'switch':
    case 'address':
    case 'qdisc':
    case 'filter':
      return item.dev;
    case 'sysctl':
      return /\/(?:conf|neigh)\/(?!all\/|default\/)([^/]+)\//.exec(item.file)?.[1];
    case 'link':
      return isDockers(item) ? item.name : undefined;
    default:
      return undefined;
  }
}

/** Nothing is put back at a device that is gone, and Docker's own rule only where the bridge that it speaks of still is. */
function hasPlace(item: Item, links: ReadonlySet<string>, names: ReadonlyMap<string, string>): boolean {
  const dev = deviceOf(item);
  if (dev !== undefined) return links.has(dev) || names.has(dev);
  if (!isDockers(item) || !('words' in item)) return true;
  const bridges = item.words.match(/\b(docker0|br-[0-9a-f]{12})\b/g) ?? [];
  return bridges.every((bridge) => links.has(bridge));
}

/** What a DHCP client or a router gave, and has given anew since: nobody wants the old one. Of a container that is gone, that it ran. */
function hasSuccessor(item: Item, now: Snapshot, baseline: Snapshot): boolean {
  if (item.kind === 'running') return !now.some((one) => one.kind === 'container' && one.id === item.id);
  if (!isManagedByOthers(item)) return false;
  const fresh = without(now, baseline).filter(isManagedByOthers);
  if (item.kind === 'address') {
    const family = item.cidr.includes(':');
    return fresh.some((one) => one.kind === 'address' && one.dev === item.dev && one.cidr.includes(':') === family);
  }
  if (item.kind !== 'route') return false;
  const [to] = item.words.split(' ');
  return fresh.some((one) => one.kind === 'route' && one.family === item.family && one.words.startsWith(`${to} `));
}
