import { quote } from '../../src/text/quote.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { expires } from '../address/suspects.ts';
import { cidr, ipv4, prefixLength } from '../support/addresses.ts';
import { find } from '../support/cable.ts';
import { routeInWords, routeRemoval } from '../support/fixes.ts';
import { explains, refuses, routeFor, sameNetwork } from '../support/routes.ts';
import type { Suspect } from '../support/suspect.ts';
import type { Who, World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

/** Names that Docker, libvirt and their like give to bridges of their own. */
const ofOthers = /^(?:docker\d+|br-[0-9a-f]{12}|(?:virbr|lxcbr|lxdbr|cni|podman)\d+)$/;

/** A bridge that can only be meant for the one that is missing: the right kind, and nobody else's name. */
function misnamed(world: World): string | undefined {
  const cables = [world.params.c1.veth, world.params.c2.veth];
  const bridges = (world['interfaces.host'] ?? []).filter(
    ({ kind, name }) => kind === 'bridge' && !ofOthers.test(name) && !cables.includes(name),
  );
  return bridges.length === 1 ? bridges[0]?.name : undefined;
}

/** A device takes another name while it is down; older kernels do not rename one that is up. */
function otherName(bridge: string, interfaceName: string): Diagnosis {
  const made = quote(interfaceName);
  const command = `ip link set ${made} down; ip link set ${made} name ${bridge}; ip link set ${bridge} up`;
  return diagnosis('bridge-other-name', { bridge, interface: interfaceName, command });
}

/** The bridge is not there, has another name, is something else, or is down. */
export const bridgeDevice: Suspect = (world) => {
  const list = world['interfaces.host'];
  if (!list) return undefined;
  const { bridge } = world.params;
  const device = find(list, bridge);
  if (!device) {
    const made = misnamed(world);
    return made === undefined ? diagnosis('bridge-missing', { bridge }) : otherName(bridge, made);
  }
  if (device.kind !== 'bridge') return diagnosis('bridge-wrong-kind', { bridge, kind: device.kind ?? '-' });
  return device.up ? undefined : diagnosis('bridge-down', { bridge });
};

/** The bridge itself, most specific first. */
export const bridgeSuspects: readonly Suspect[] = [bridgeDevice];

/** The bridge does not carry the gateway's address. */
export const bridgeAddress: Suspect = (world) => {
  const list = world['interfaces.host'];
  const { bridge, gateway } = world.params;
  const device = find(list, bridge);
  if (!list || !device) return undefined;
  const prefix = prefixLength(world.params.subnet);
  const expected = `${gateway}/${prefix}`;
  const own = ipv4(device);
  const right = own.find((one) => cidr(one) === expected);
  if (right) return expires(bridge, expected, right);
  const same = own.find((one) => one.local === gateway);
  if (same) return diagnosis('bridge-wrong-mask', { bridge, observed: cidr(same), expected });
  const holder = list.find((one) => one.addresses.some(({ local }) => local === gateway));
  const there = holder?.addresses.find(({ local }) => local === gateway);
  if (holder && there) {
    const values = { address: gateway, interface: holder.name, prefix: there.prefixLength, bridge, expected };
    return diagnosis('gateway-on-other-device', values);
  }
  const wrong = own[0];
  if (wrong) return diagnosis('bridge-wrong-address', { bridge, observed: cidr(wrong), expected });
  return diagnosis('bridge-no-address', { bridge, expected });
};

/** The host's route to a container does not lead to the bridge (docs/handbook.md#f17, #drill-21). */
export const hostRoute =
  (who: Who): Suspect =>
  (world) => {
    const answer = world[`route.host.${who}`];
    const { bridge } = world.params;
    const { address } = world.params[who];
    if (!answer) return undefined;
    if (!answer.found) return hostRouteMissing(world, address, bridge, world.params.subnet, answer.message);
    if (answer.dev === bridge && answer.gateway === undefined) return undefined;
    if (answer.type === 'local') return undefined;
    const values = { address, interface: answer.dev, bridge };
    const claim = claimOf(world, answer.dev, address);
    if (claim !== undefined) return diagnosis('subnet-taken', { ...values, observed: claim });
    const route = routeFor(world['routes.host'], address);
    if (!route || !explains(route, answer)) return diagnosis('host-route-elsewhere', { ...values, command: 'ip rule' });
    // What only the default route covers lacks its connected route.
    const missing = route.dst === 'default';
    const command = missing ? `ip route add ${world.params.subnet} dev ${bridge}` : routeRemoval(route);
    return diagnosis('host-route-elsewhere', { ...values, command });
  };

/** The address by which that interface claims the same subnet; undefined when it does not. */
function claimOf(world: World, name: string, address: string): string | undefined {
  const device = find(world['interfaces.host'], name);
  const claim = device && ipv4(device).find((one) => sameNetwork(one.local, address, one.prefixLength));
  return claim && cidr(claim);
}

/** The host's kernel refuses: a route says no on purpose, or none covers the address; `network` is what `device` should lead to. */
function hostRouteMissing(world: World, address: string, device: string, network: string, errno: string): Diagnosis {
  const routes = world['routes.host'];
  const route = routeFor(routes, address);
  const refusal = route && refuses(route) ? route : undefined;
  const fix = refusal ? routeRemoval(refusal) : `ip route add ${network} dev ${device}`;
  const command = routes && (refusal || !route) ? fix : 'ip rule';
  const refusedBy = refusal ? routeInWords(refusal) : 'none';
  return diagnosis('host-route-missing', { address, bridge: device, errno, route: refusedBy, command });
}

/** The host's route to the outside (docs/handbook.md#drill-22). */
export const outsideRoute: Suspect = (world) => {
  const answer = world['route.host.outside'];
  const { outsideAddress: address, uplink: bridge } = world.params;
  return answer && !answer.found ? hostRouteMissing(world, address, bridge, address, answer.message) : undefined;
};
