import type { Route, RouteAnswer } from '../../src/facts/index.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { innerName } from '../support/cable.ts';
import { inside, routeInWords, routeRemoval } from '../support/fixes.ts';
import { answerInWords, explains, refuses, routeFor } from '../support/routes.ts';
import type { Suspect } from '../support/suspect.ts';
import { anyAddress, type Look, otherOf, type Who, type World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

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
