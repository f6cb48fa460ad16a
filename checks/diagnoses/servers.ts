import { diagnosis } from '../support/define.ts';
import { nodeName, type Place } from '../support/world.ts';
import type { Suspect } from './first.ts';

/** Nobody listens on that port: the kernel refuses. A listener on 127.0.0.1 only does not count for calls from elsewhere. */
export const noListener =
  (place: Place, port: (world: Parameters<Suspect>[0]) => number, fromElsewhere = true): Suspect =>
  (world) => {
    const list = world[`listeners.${place}`];
    const wanted = port(world);
    if (!list) return undefined;
    const there = list.some((one) => one.port === wanted && !(fromElsewhere && one.address.startsWith('127.')));
    return there ? undefined : diagnosis('no-listener', { name: nodeName(world.params, place), port: wanted });
  };
