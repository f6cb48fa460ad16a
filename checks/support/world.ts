import type { Params } from '../../lessons/params/params.ts';
import {
  conntrack,
  containers,
  interfaces,
  listeners,
  neighbours,
  routeGet,
  routes,
  ruleset,
  sysctls,
} from '../../src/facts/index.ts';
import type { FactRequest } from '../../src/round/index.ts';

/** One of the two containers of the course, by its role; its name is a parameter. */
export type Who = 'c1' | 'c2';
export type Place = 'host' | Who;

export const otherOf = (who: Who): Who => (who === 'c1' ? 'c2' : 'c1');
/** The role of a container in prose and messages is its name; the host is `host`. */
export const nodeName = (params: Params, place: Place): string => (place === 'host' ? 'host' : params[place].name);

/** TEST-NET-1 (RFC 5737): stands for any address that no route but the default one covers. Only looked up, never sent to. */
export const anyAddress = '192.0.2.1';

/** Every quick look that checks and diagnoses know, by name. */
export const looks = (p: Params) =>
  ({
    containers: containers(),
    sysctls: sysctls('host'),
    connections: conntrack('host'),
    'interfaces.host': interfaces('host'),
    'interfaces.c1': interfaces(p.c1.name),
    'interfaces.c2': interfaces(p.c2.name),
    'neighbours.c1': neighbours(p.c1.name),
    'neighbours.c2': neighbours(p.c2.name),
    'rules.host': ruleset('host'),
    'rules.c1': ruleset(p.c1.name),
    'rules.c2': ruleset(p.c2.name),
    'listeners.host': listeners('host'),
    'listeners.c1': listeners(p.c1.name),
    'listeners.c2': listeners(p.c2.name),
    'routes.host': routes('host'),
    'routes.c1': routes(p.c1.name),
    'routes.c2': routes(p.c2.name),
    'route.host.gateway': routeGet('host', p.gateway),
    'route.host.c1': routeGet('host', p.c1.address),
    'route.host.c2': routeGet('host', p.c2.address),
    'route.host.outside': routeGet('host', p.outsideAddress),
    'route.c1.other': routeGet(p.c1.name, p.c2.address),
    'route.c2.other': routeGet(p.c2.name, p.c1.address),
    'route.c1.outside': routeGet(p.c1.name, p.outsideAddress),
    'route.c2.outside': routeGet(p.c2.name, p.outsideAddress),
    'route.c1.any': routeGet(p.c1.name, anyAddress),
    'route.c2.any': routeGet(p.c2.name, anyAddress),
    'route.in.c1': routeGet('host', p.outsideAddress, { from: p.c1.address, iif: p.bridge }),
    'route.in.c2': routeGet('host', p.outsideAddress, { from: p.c2.address, iif: p.bridge }),
  }) as const satisfies { readonly [look: string]: FactRequest<unknown> };

type Looks = ReturnType<typeof looks>;
export type Look = keyof Looks;
type Reading<R> = R extends FactRequest<infer T> ? T : never;

/**
 * What is known of the lab in one round. A look that was not asked for, or that failed (its container does not run),
 * is undefined: nobody may conclude anything from it.
 */
export type World = { readonly params: Params } & { readonly [L in Look]?: Reading<Looks[L]> | undefined };

/** A look that the check has declared among its `needs`: the judge runs only when it could be read. */
export function known<T>(reading: T | undefined): T {
  if (reading === undefined) throw new Error('a check uses a look that it did not declare');
  return reading;
}
