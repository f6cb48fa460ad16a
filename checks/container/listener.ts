import { diagnosis } from '../support/define.ts';
import type { Suspect } from '../support/first.ts';
import { nodeName, type Place } from '../support/world.ts';

/** Nobody listens on that port: the kernel refuses. A listener on 127.0.0.1 only does not count for calls from elsewhere. */
export const noListener =
  (place: Place, port: (world: Parameters<Suspect>[0]) => number, fromElsewhere = true): Suspect =>
  (world) => {
    const list = world[`listeners.${place}`];
    const wanted = port(world);
    if (!list) return undefined;
    const there = list.some((one) => one.port === wanted && !(fromElsewhere && one.address.startsWith('127.')));
    if (there) return undefined;
    const name = nodeName(world.params, place);
    const { image } = world.params;
    const again = `docker rm -f ${name}; docker run -d --net=none --name=${name} ${image}`;
    const command = place === 'host' ? 'ss -ltnp' : again;
    return diagnosis('no-listener', { name, port: wanted, command });
  };
