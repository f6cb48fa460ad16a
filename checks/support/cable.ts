import type { Interface } from '../../src/facts/index.ts';
import { known, otherOf, type Place, type Who, type World } from './world.ts';

/** The name that the course gives the container's end. */
export const innerName = 'eth0';

/** A veth pair with one end on the host. */
export interface Cable {
  /** The end that stays on the host. */
  readonly end: Interface;
  /** Where the other end is; `elsewhere`: in a namespace that we do not look at. */
  readonly far: { readonly place: Place; readonly interface: Interface } | { readonly place: 'elsewhere' };
}

export const find = (list: readonly Interface[] | undefined, name: string): Interface | undefined =>
  list?.find((one) => one.name === name);

/**
 * The other end of a veth. Pairs are found by number, never by name: each end's link index is the ifindex of the other
 * one, in the other's namespace; a link netnsid says that the other end is in another namespace (ip-link(8), `link-netnsid`).
 */
function farEnd(world: World, end: Interface): Cable['far'] {
  const facing = (one: Interface) =>
    one.kind === 'veth' && one.linkIndex === end.ifindex && one.ifindex === end.linkIndex;
  if (end.linkNetnsid === undefined) {
    const local = known(world['interfaces.host']).find(facing);
    return local ? { place: 'host', interface: local } : { place: 'elsewhere' };
  }
  for (const place of ['c1', 'c2'] as const) {
    const inner = world[`interfaces.${place}`]?.find((one) => facing(one) && one.linkNetnsid !== undefined);
    if (inner) return { place, interface: inner };
  }
  return { place: 'elsewhere' };
}

/**
 * The cable of a container. The learner may call it what they like, so the pairing decides; the course's own names
 * decide only where the pairing does not, and where both containers' cables carry each other's names (crossed).
 * c1 chooses first, so that one pair is never counted twice.
 */
export function cableOf(world: World, who: Who): Cable | undefined {
  const taken = who === 'c2' ? cableOf(world, 'c1') : undefined;
  const used = new Set([taken?.end.ifindex, taken?.far.place === 'host' ? taken.far.interface.ifindex : undefined]);
  const cables = known(world['interfaces.host'])
    .filter((one) => one.kind === 'veth' && !used.has(one.ifindex))
    .map((end) => ({ end, far: farEnd(world, end) }));
  const mine = world.params[who].veth;
  const theirs = world.params[otherOf(who)].veth;
  const led = cables.filter(({ far }) => far.place === who);
  return (
    led.find(({ end }) => end.name === mine) ??
    led.find(({ end }) => end.name !== theirs && end.name !== innerName) ??
    cables.find(({ end }) => end.name === mine) ??
    led[0] ??
    cables.find(({ end, far }) => loose(far, theirs) && end.name !== theirs && end.name !== innerName)
  );
}

/** Both ends still on the host, and not the pair that the course calls by the other container's name. */
const loose = (far: Cable['far'], theirs: string): boolean => far.place === 'host' && far.interface.name !== theirs;

/** The container's own end, once it is there. */
export function innerEnd(world: World, who: Who): Interface | undefined {
  return find(world[`interfaces.${who}`], innerName);
}

/** Ids of checks carry the course's names of the cables. */
export const cableId = { c1: 'veth1', c2: 'veth2' } as const;
