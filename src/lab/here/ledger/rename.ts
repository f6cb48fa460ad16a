import { quote as q } from '../../../text/quote.ts';
import type { Item, Snapshot } from './item.ts';

type Link = Extract<Item, { kind: 'link' }>;
const linksIn = (items: Snapshot): readonly Link[] => items.filter((item) => item.kind === 'link');

const macsIn = (items: Snapshot): ReadonlyMap<string, string> =>
  new Map(items.flatMap((item) => (item.kind === 'switch' && item.name === 'address' ? [[item.dev, item.value]] : [])));

/** Devices that have another name than before, by the old one: of the same type, and found by their MAC addresses. */
export function renamed(baseline: Snapshot, now: Snapshot): ReadonlyMap<string, string> {
  const [old, current, oldMacs, macs] = [linksIn(baseline), linksIn(now), macsIn(baseline), macsIn(now)];
  const strangers = current.filter(({ name }) => !old.some((one) => one.name === name));
  const pairs = old.flatMap(({ name, type }): [string, string][] => {
    if (!oldMacs.has(name) || current.some((one) => one.name === name)) return [];
    const [found, ...others] = strangers.filter((one) => one.type === type && macs.get(one.name) === oldMacs.get(name));
    return found && others.length === 0 ? [[name, found.name]] : [];
  });
  return new Map(pairs);
}

/** A device has to be down for it; that takes its routes, which come back with what is missing. */
export const renameBack = (names: ReadonlyMap<string, string>): readonly string[] =>
  [...names].map(
    ([old, now]) =>
      `ip link set dev ${q(now)} down; ip link set dev ${q(now)} name ${q(old)}; ip link set dev ${q(old)} up`,
  );
