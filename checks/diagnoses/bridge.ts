import type { Interface } from '../../src/facts/index.ts';
import { find } from '../support/cable.ts';
import { diagnosis } from '../support/define.ts';
import type { Who, World } from '../support/world.ts';
import type { Suspect } from './first.ts';

export const prefixLength = (subnet: string): number => Number(subnet.split('/')[1]);
export const cidr = (one: Interface['addresses'][number]): string => `${one.local}/${one.prefixLength}`;
export const ipv4 = (one: Interface): Interface['addresses'] =>
  one.addresses.filter(({ local }) => !local.includes(':'));

/** The bridge is not there, is something else, or is down. */
export const bridgeDevice: Suspect = (world) => {
  const list = world['interfaces.host'];
  if (!list) return undefined;
  const { bridge } = world.params;
  const device = find(list, bridge);
  if (!device) return diagnosis('bridge-missing', { bridge });
  if (device.kind !== 'bridge') return diagnosis('bridge-wrong-kind', { bridge, kind: device.kind ?? '-' });
  return device.up ? undefined : diagnosis('bridge-down', { bridge });
};

/** The bridge does not carry the gateway's address. */
export const bridgeAddress: Suspect = (world) => {
  const list = world['interfaces.host'];
  const { bridge, gateway } = world.params;
  const device = find(list, bridge);
  if (!list || !device) return undefined;
  const prefix = prefixLength(world.params.subnet);
  const expected = `${gateway}/${prefix}`;
  const own = ipv4(device);
  if (own.some((one) => cidr(one) === expected)) return undefined;
  const same = own.find((one) => one.local === gateway);
  if (same) return diagnosis('bridge-wrong-mask', { bridge, observed: cidr(same), expected });
  const holder = list.find((one) => one.addresses.some(({ local }) => local === gateway));
  const there = holder?.addresses.find(({ local }) => local === gateway);
  if (holder && there) {
    const values = { address: gateway, interface: holder.name, prefix: there.prefixLength, bridge };
    return diagnosis('gateway-on-other-device', values);
  }
  const wrong = own[0];
  if (wrong) return diagnosis('bridge-wrong-address', { bridge, observed: cidr(wrong), expected });
  return diagnosis('bridge-no-address', { bridge, expected });
};

/** The host's route to a container does not lead to the bridge (F17, drill 21). */
export const hostRoute =
  (who: Who): Suspect =>
  (world) => {
    const answer = world[`route.host.${who}`];
    const { bridge } = world.params;
    const { address } = world.params[who];
    if (!answer) return undefined;
    if (!answer.found) return diagnosis('host-route-missing', { address, bridge, errno: answer.message });
    if (answer.dev === bridge && answer.gateway === undefined) return undefined;
    if (answer.type === 'local') return undefined;
    const values = { address, interface: answer.dev, bridge };
    return diagnosis(covers(world, answer.dev, address) ? 'subnet-taken' : 'host-route-elsewhere', values);
  };

/** That interface has an address of the same subnet: two devices claim it. */
function covers(world: World, name: string, address: string): boolean {
  const device = find(world['interfaces.host'], name);
  return device !== undefined && ipv4(device).some((one) => sameNetwork(one.local, address, one.prefixLength));
}

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
export const sameNetwork = (a: string, b: string, prefix: number): boolean => {
  const size = 2 ** (32 - prefix);
  return Math.floor(number(a) / size) === Math.floor(number(b) / size);
};

/** The host's route to the outside (drill 22). */
export const outsideRoute: Suspect = (world) => {
  const answer = world['route.host.outside'];
  const { outsideAddress: address, uplink: bridge } = world.params;
  return answer && !answer.found
    ? diagnosis('host-route-missing', { address, bridge, errno: answer.message })
    : undefined;
};
