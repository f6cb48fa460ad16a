import { trace } from '../explore.ts';
import type { Flow } from '../trace.ts';
import { factsOf, type World } from './solved.ts';

/** `FROM ADDRESS[:PORT] [SIZE [df|page]]`, by TCP; `:icmp` is an echo request. Port 80 by default. */
export function flow(words: string): Flow {
  const [from = '', target = '', size, more] = words.split(' ');
  const [to = '', port] = target.split(':');
  const how = more === 'df' ? { df: true } : more === 'page' ? ({ page: true } as const) : {};
  const sized = { ...(size === undefined ? {} : { size: Number(size) }), ...how };
  return port === 'icmp'
    ? { from, to, proto: 'icmp', ...sized }
    : { from, to, proto: 'tcp', port: Number(port ?? 80), ...sized };
}

export function device(world: World, node: keyof World['nodes'], name: string) {
  const found = world.nodes[node].interfaces.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name} in ${node}`);
  return found;
}

/** Flags of a bridge's port on the host. */
export function port(world: World, name: string) {
  const found = device(world, 'host', name).port;
  if (!found) throw new Error(`${name} is no port`);
  return found;
}

/** `answered by SERVER to CLIENT`, or the outcome; then the disposition. */
export function rendered(world: World, words: string): string {
  const { expected, disposition } = trace(factsOf(world), flow(words));
  const { outcome, server, client } = expected;
  return outcome === 'answered' ? `answered by ${server} to ${client}` : `${outcome}, ${disposition}`;
}
