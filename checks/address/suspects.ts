import type { Route, RouteAnswer } from '../../src/facts/index.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { cidr, expires, ipv4, prefixLength } from '../bridge/suspects.ts';
import { find, innerEnd, innerName } from '../support/cable.ts';
import { diagnosis } from '../support/define.ts';
import type { Suspect } from '../support/first.ts';
import { inside, routeInWords, routeRemoval } from '../support/mends.ts';
import { explains, refuses, routeFor } from '../support/routes.ts';
import { anyAddress, type Look, nodeName, otherOf, type Place, type Who, type World } from '../support/world.ts';

/** Another machine of the switch that has this address, and where. */
function twin(
  world: World,
  who: Who,
): { readonly place: Place; readonly interface: string; readonly prefix: number } | undefined {
  const { address } = world.params[who];
  for (const place of ['host', otherOf(who)] as const) {
    for (const one of world[`interfaces.${place}`] ?? []) {
      const same = one.addresses.find(({ local }) => local === address);
      if (same) return { place, interface: one.name, prefix: same.prefixLength };
    }
  }
  return undefined;
}

/** The container's address was given to the host. */
export const addressOnHost =
  (who: Who): Suspect =>
  (world) => {
    const { name, address } = world.params[who];
    const other = twin(world, who);
    if (other?.place !== 'host') return undefined;
    return diagnosis('address-on-host', { name, address, interface: other.interface, prefix: other.prefix });
  };

/** eth0 of the container does not have its address and mask, or somebody else has the address too. */
export const containerAddress =
  (who: Who): Suspect =>
  (world) => {
    const eth0 = innerEnd(world, who);
    if (!eth0) return undefined;
    const { name, address } = world.params[who];
    const expected = `${address}/${prefixLength(world.params.subnet)}`;
    const other = twin(world, who);
    if (other?.place === 'host') return addressOnHost(who)(world);
    const own = ipv4(eth0);
    const same = own.find(({ local }) => local === address);
    if (same && other) {
      const { place, interface: device, prefix } = other;
      const values = { name, address, other: nodeName(world.params, place), interface: device, prefix };
      return diagnosis('address-duplicate', values);
    }
    if (same && cidr(same) !== expected)
      return diagnosis('address-wrong-mask', { name, observed: cidr(same), expected });
    if (same) return expires(innerName, expected, same, (command) => inside(name, command));
    const wrong = own[0];
    if (wrong) return diagnosis('address-wrong', { name, observed: cidr(wrong), expected });
    return diagnosis('address-missing', { name, expected });
  };

/** Two containers with one hardware address (docs/handbook.md#drill-11). */
export const sameMac: Suspect = (world) => {
  const one = innerEnd(world, 'c1');
  const other = innerEnd(world, 'c2');
  if (!one || !other || one.mac !== other.mac) return undefined;
  const { c1, c2, bridge } = world.params;
  return diagnosis('same-mac', { name: c1.name, other: c2.name, mac: one.mac, bridge });
};

/** A permanent neighbour entry with a hardware address that its owner does not have (docs/handbook.md#drill-9). */
export const neighbourPoisoned =
  (who: Who): Suspect =>
  (world) => {
    const owners = [
      { address: world.params.gateway, mac: find(world['interfaces.host'], world.params.bridge)?.mac },
      { address: world.params[otherOf(who)].address, mac: innerEnd(world, otherOf(who))?.mac },
    ];
    for (const { address, mac } of owners) {
      const entry = world[`neighbours.${who}`]?.find((one) => one.address === address && one.dev === innerName);
      if (!entry?.mac || !mac || entry.mac === mac || !entry.states.includes('PERMANENT')) continue;
      return diagnosis('neighbour-poisoned', { name: world.params[who].name, address, mac: entry.mac, expected: mac });
    }
    return undefined;
  };

/** The container's route to everybody beyond the subnet. */
export const defaultRoute =
  (who: Who, to: 'outside' | 'any' = 'outside'): Suspect =>
  (world) => {
    const answer = world[`route.${who}.${to}` satisfies Look];
    const { gateway, outsideAddress } = world.params;
    const { name } = world.params[who];
    const address = to === 'any' ? anyAddress : outsideAddress;
    if (!answer || (answer.found && answer.gateway === gateway)) return undefined;
    const route = routeFor(world[`routes.${who}`], address);
    if (!answer.found) return routeMissing(world, who, address, answer, route);
    if (route && route.dst !== 'default') return elsewhere(world, who, address, answer, route);
    const values = { name, address, gateway, interface: answer.dev };
    if (answer.gateway === undefined) return diagnosis('default-route-no-gateway', values);
    return diagnosis('default-route-wrong-gateway', { ...values, observed: answer.gateway });
  };

/** The container's route to its neighbour of the same subnet. */
export const connectedRoute =
  (who: Who): Suspect =>
  (world) => {
    const answer = world[`route.${who}.other`];
    if (!answer || (answer.found && answer.dev === innerName && answer.gateway === undefined)) return undefined;
    const { address } = world.params[otherOf(who)];
    // The neighbour's address is our own: that is a matter of addresses, not of routes.
    if (answer.found && answer.type === 'local') return undefined;
    const route = routeFor(world[`routes.${who}`], address);
    if (!answer.found) return routeMissing(world, who, address, answer, route);
    return elsewhere(world, who, address, answer, route);
  };

/** Takes away what comes first; a neighbour that only the default route covers lacks its connected route. */
function straight(world: World, answer: RouteAnswer, route: Route | undefined): string {
  if (!route || !explains(route, answer)) return 'ip rule';
  return route.dst === 'default' ? `ip route add ${world.params.subnet} dev ${innerName}` : routeRemoval(route);
}

type Refusal = Extract<RouteAnswer, { readonly found: false }>;

/** The container's kernel refuses to send: no route covers the address, or one refuses it; else something that routes do not show. */
function routeMissing(
  world: World,
  who: Who,
  address: string,
  { message: errno }: Refusal,
  route: Route | undefined,
): Diagnosis {
  const { gateway } = world.params;
  const { name } = world.params[who];
  if (route && refuses(route)) {
    const values = { name, address, errno, route: routeInWords(route), command: inside(name, routeRemoval(route)) };
    return diagnosis('container-route-refused', values);
  }
  if (world[`routes.${who}`] && !route) return diagnosis('default-route-missing', { name, address, gateway });
  return diagnosis('unreachable-undecided', { name, address, command: inside(name, 'ip rule') });
}

function elsewhere(
  world: World,
  who: Who,
  address: string,
  answer: Exclude<RouteAnswer, Refusal>,
  route: Route | undefined,
): Diagnosis {
  const { name } = world.params[who];
  const values = {
    name,
    address,
    observed: answerInWords(answer),
    command: inside(name, straight(world, answer, route)),
  };
  return diagnosis('container-route-elsewhere', values);
}

/** A route as `ip route get` prints it, shortened. */
export function answerInWords(answer: NonNullable<World['route.c1.other']>): string {
  if (!answer.found) return answer.message;
  return [answer.gateway && `via ${answer.gateway}`, `dev ${answer.dev}`].filter(Boolean).join(' ');
}
