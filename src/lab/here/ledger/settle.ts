import type { HerePlan } from '../plan.ts';
import { type Item, keyOf, type Snapshot, tally, without } from './item.ts';
import { isCourses, isDockers } from './owner.ts';
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
  const surplus = without(now, baseline).filter(
    (item) => !follows(item, baseline) && !isDockers(item) && (claim(made, item) || isCourses(item, plan)),
  );
  const present = new Set(now.flatMap((item) => (item.kind === 'link' ? [item.name] : [])));
  const missing = without(baseline, now).filter(
    (item) => claim(gone, item) && (!isDockers(item) || dockersPlace(item, present)),
  );
  return {
    lines: [...remove(surplus, now, handles), ...put(missing, baseline, now, surplus)],
    undone: [...surplus, ...missing],
  };
}

/** What cannot be taken away by itself: settings have a value in any case (`put` gives the old one), or go with their device. */
function follows(item: Item, baseline: Snapshot): boolean {
  switch (item.kind) {
    case 'sysctl':
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

/** Docker's own rule is put back only where the bridge that it speaks of still is. */
function dockersPlace(item: Item, links: ReadonlySet<string>): boolean {
  if (!('words' in item)) return true;
  const bridges = item.words.match(/\b(docker0|br-[0-9a-f]{12})\b/g) ?? [];
  return bridges.every((bridge) => links.has(bridge));
}
