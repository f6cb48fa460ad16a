import type { Route, RouteAnswer } from '../../src/facts/index.ts';
import { inRange, parseAddress, parseRange } from '../../src/ipv4.ts';

/** Types of routes that refuse a packet on purpose (ip-route(8)). */
const refusing: readonly string[] = ['blackhole', 'unreachable', 'prohibit'];
export const refuses = ({ type }: Route): boolean => refusing.includes(type);

export const sameNetwork = (a: string, b: string, prefix: number): boolean => {
  const [one, network] = [parseAddress(a), parseRange(`${b}/${prefix}`)];
  return one !== undefined && network !== undefined && inRange(one, network);
};

function prefixOf({ dst }: Route): number {
  if (dst === 'default') return 0;
  return dst.includes('/') ? Number(dst.split('/')[1]) : 32;
}

const covers = (route: Route, address: string): boolean =>
  route.dst === 'default' || sameNetwork(route.dst.split('/')[0] ?? '', address, prefixOf(route));

/** The route of the main table that decides for an address: the most specific one, then the lowest metric. */
export function routeFor(routes: readonly Route[] | undefined, address: string): Route | undefined {
  const [best] = (routes ?? [])
    .filter((route) => covers(route, address))
    .sort((a, b) => prefixOf(b) - prefixOf(a) || (a.metric ?? 0) - (b.metric ?? 0));
  return best;
}

/** The kernel's answer is this route's doing, and not that of a routing rule or of another table. */
export const explains = (route: Route, answer: RouteAnswer): boolean =>
  answer.found ? route.dev === answer.dev && route.gateway === answer.gateway : refuses(route);

/** A route as `ip route get` prints it, shortened. */
export function answerInWords(answer: RouteAnswer): string {
  if (!answer.found) return answer.message;
  return [answer.gateway && `via ${answer.gateway}`, `dev ${answer.dev}`].filter(Boolean).join(' ');
}
