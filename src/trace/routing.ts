import { parseAddress } from '../ipv4.ts';
import type { Routing } from '../netfilter/index.ts';
import { longestFirst, lookup } from './fib.ts';
import type { Node } from './node.ts';

/** The routes of a node, for rules that ask them; asked for anew for each packet, made once. */
const known = new WeakMap<Node, Routing>();

export function routingOf(node: Node): Routing {
  const before = known.get(node);
  if (before) return before;
  const routing: Routing = {
    lookup(question) {
      const found = lookup(node, question);
      if (found.kind === 'unknown') return undefined;
      return found.kind === 'route' ? { type: found.route.type, device: found.route.dev } : 'none';
    },
    addressType: (address, device) => addressType(node, address, device),
  };
  known.set(node, routing);
  return routing;
}

/** __inet_dev_addr_type(): the local table alone is asked; what another device has is anybody's. */
function addressType(node: Node, address: string, device: string | undefined): string {
  const first = (parseAddress(address) ?? 0) >>> 24;
  if (first === 0 || address === '255.255.255.255') return 'broadcast';
  if (first >= 224 && first < 240) return 'multicast';
  const [route] = longestFirst(node, 'local', address);
  return route && (device === undefined || device === route.dev) ? route.type : 'unicast';
}
