import type { Suspect } from '../support/suspect.ts';
import type { Who } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

/** The host does not route at all, or not what comes in at one of these interfaces (docs/handbook.md#f23). */
export const forwardingOff: Suspect = (world) => {
  const { sysctls } = world;
  const { bridge, uplink } = world.params;
  if (!sysctls) return undefined;
  if (!sysctls.ipForward) return diagnosis('ip-forward-off', { bridge, uplink });
  const closed = [bridge, uplink].find((name) => sysctls.conf[name]?.forwarding === false);
  return closed === undefined ? undefined : diagnosis('interface-forward-off', { interface: closed });
};

/** The kernel refuses the container's packets for their source (docs/handbook.md#f28): `ip route get … iif` answers EINVAL. */
export const reversePath =
  (who: Who): Suspect =>
  (world) => {
    const answer = world[`route.in.${who}`];
    const { bridge } = world.params;
    const conf = world.sysctls?.conf;
    const strict = Math.max(conf?.['all']?.rpFilter ?? 0, conf?.[bridge]?.rpFilter ?? 0) === 1;
    // Where the host itself has no way there, a blackhole says the same word.
    if (world['route.host.outside']?.found === false) return undefined;
    if (!answer || answer.found || answer.errno !== 'invalid' || !strict) return undefined;
    return diagnosis('rp-filter', { address: world.params[who].address, interface: bridge });
  };
