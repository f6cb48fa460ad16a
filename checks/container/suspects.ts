import type { Container } from '../../src/facts/index.ts';
import type { Suspect } from '../support/suspect.ts';
import { nodeName, type Place, type Who, type World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

export const containerOf = (world: World, who: Who): Container | undefined =>
  world.containers?.containers.find((one) => one.name === world.params[who].name);

/** A container that can only be meant for one of the course's: of its image, without a network, and of another name. */
function misnamed({ containers, params }: World): string | undefined {
  const own = [params.c1.name, params.c2.name];
  const made = (containers?.containers ?? []).filter(
    ({ name, image, running, networkMode }) =>
      running && networkMode === 'none' && image === params.image && !own.includes(name),
  );
  return made.length === 1 ? made[0]?.name : undefined;
}

/** The container is not there, has another name, or does not run. */
export const containerGone =
  (who: Who): Suspect =>
  (world) => {
    if (!world.containers) return undefined;
    const { name } = world.params[who];
    const container = containerOf(world, who);
    if (!container) {
      const made = misnamed(world);
      return made === undefined
        ? diagnosis('container-missing', { name, image: world.params.image })
        : diagnosis('container-other-name', { name, other: made });
    }
    if (!container.running) return diagnosis('container-exited', { name, exitCode: container.exitCode });
    return undefined;
  };

/** Whose namespace it shares: `host`, a container's name, or undefined when it has its own. */
export function sharedWith(world: World, who: Who): string | undefined {
  const mine = containerOf(world, who);
  if (!mine?.netns) return undefined;
  if (mine.netns === world.containers?.hostNetns) return 'host';
  return world.containers?.containers.find((one) => one.id !== mine.id && one.netns === mine.netns)?.name;
}

/** It runs, but its network is not a fresh one of its own. */
export const containerNetwork =
  (who: Who): Suspect =>
  (world) => {
    const container = containerOf(world, who);
    if (!container?.running) return undefined;
    const values = { name: container.name, image: world.params.image };
    const other = sharedWith(world, who);
    // Another container that joined this one's namespace does not make this one wrong.
    if (other !== undefined && container.networkMode !== 'none')
      return diagnosis('container-shared-network', { ...values, other });
    if (container.networkMode === 'none') return undefined;
    return diagnosis('container-docker-network', { ...values, mode: container.networkMode });
  };

/** The container itself, most specific first: in the order in which a request meets them. */
export const containerSuspects = (who: Who): readonly Suspect[] => [containerGone(who), containerNetwork(who)];

export const loopbackDown =
  (who: Who): Suspect =>
  (world) => {
    const lo = world[`interfaces.${who}`]?.find((one) => one.name === 'lo');
    return lo && !lo.up ? diagnosis('loopback-down', { name: world.params[who].name }) : undefined;
  };

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
