import { type Interface, type RouteAnswer, routeGet } from '../../src/facts/index.ts';
import { text } from '../words/text.ts';
import type { Doubt } from './pitfall.ts';

/** A documentation address (TEST-NET-2, RFC 5737): only the default route leads there. Nothing is sent. */
export const wayOut = routeGet('host', '198.51.100.1');

/** The device of the default route. */
export const uplinkOf = (way: RouteAnswer): string | undefined =>
  way.found && way.type === 'unicast' ? way.dev : undefined;

/** Interfaces by which this machine is in networks of other machines. */
export const nics = (all: readonly Interface[]): readonly Interface[] =>
  all.filter(
    ({ loopback, kind, up, addresses }) =>
      !loopback && up && kind !== 'bridge' && addresses.some(({ scope }) => scope === 'global'),
  );

/** As Docker names its own bridges. */
export const isDockerBridge = (name: string): boolean => /^(docker0|docker_gwbridge|br-[0-9a-f]{12})$/.test(name);

/** Nothing is known of what only an engine can tell. */
export const engineSilent: Doubt = { doubt: text('doctor.engine-silent') };
