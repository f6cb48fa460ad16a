import type { Containers } from '../facts/index.ts';
import { type Text, text } from '../i18n/text.ts';

/**
 * What a learner's wiring hangs on: a container's network namespace lives as long as its first process, and everything
 * else as long as the machine is up. Kept with the progress, so that the next session can tell.
 */
export interface ContainerIdentities {
  /** The kernel's boot id. */
  readonly boot?: string | undefined;
  /** Of the course's containers that run: their name -> id and start (RFC 3339). */
  readonly containers: { readonly [name: string]: { readonly id: string; readonly startedAt: string } };
}

export function identitiesOf({ containers, boot }: Containers, names: readonly string[]): ContainerIdentities {
  const running = containers.filter(({ name, running }) => running && names.includes(name));
  return {
    ...(boot === undefined ? {} : { boot }),
    containers: Object.fromEntries(running.map(({ name, id, startedAt }) => [name, { id, startedAt }])),
  };
}

/** Why what was wired before may be gone now; empty when everything lives on. */
export function lossesOf(before: ContainerIdentities, now: ContainerIdentities): readonly Text[] {
  if (before.boot !== undefined && now.boot !== undefined && before.boot !== now.boot)
    return [text('learn.lost.reboot')];
  return Object.entries(before.containers).flatMap(([name, then]) => {
    const one = now.containers[name];
    if (!one) return [text('learn.lost.stopped', { name })];
    if (one.id !== then.id) return [text('learn.lost.replaced', { name })];
    return one.startedAt === then.startedAt ? [] : [text('learn.lost.restarted', { name })];
  });
}

export const sameIdentities = (one: ContainerIdentities, other: ContainerIdentities): boolean =>
  one.boot === other.boot && lossesOf(one, other).length === 0 && lossesOf(other, one).length === 0;
