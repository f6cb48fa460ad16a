import type { Params } from '../../lessons/params/params.ts';
import { unreachable } from '../../src/result.ts';
import { nodeName, otherOf, type Who } from './world.ts';

/** Who calls whom, in the course's terms. */
export type Journey =
  /** A container its own web server, over lo. */
  | { readonly kind: 'self'; readonly who: Who }
  /** The host its own address on the bridge. */
  | { readonly kind: 'gateway' }
  /** The host a container. */
  | { readonly kind: 'to-container'; readonly who: Who }
  /** A container a process on the host. */
  | { readonly kind: 'to-host'; readonly who: Who }
  /** A container the other one. */
  | { readonly kind: 'between'; readonly who: Who }
  /** A container another machine; `site`: by name, on the internet. */
  | { readonly kind: 'to-outside'; readonly who: Who; readonly site?: true }
  /** Somebody the published port of the host, which leads to c1. */
  | { readonly kind: 'published'; readonly from: 'outside' | 'host' | Who };

export interface JourneyDetails {
  /** Node that fetches. */
  readonly from: string;
  readonly url: string;
  /** What the URL names: an address, or the site's name. */
  readonly address: string;
  readonly port: number;
  /** The node that has to answer. */
  readonly server: string;
  /** The address that it asks from; absent: its own. */
  readonly source?: string;
  /** The addresses that the server may see as its client; absent: any. */
  readonly clients?: readonly string[];
}

export function detailsOf(journey: Journey, p: Params): JourneyDetails {
  switch (journey.kind) {
    case 'self':
      return at(p[journey.who].name, '127.0.0.1', 80, p[journey.who].name, ['127.0.0.1']);
    case 'gateway':
      return at('host', p.gateway, p.hostServicePort, 'host');
    case 'to-container':
      return at('host', p[journey.who].address, 80, p[journey.who].name, [p.gateway]);
    case 'to-host':
      return at(p[journey.who].name, p.hostAddress, p.hostServicePort, 'host', [p[journey.who].address]);
    case 'between': {
      const { name, address } = p[journey.who];
      const other = p[otherOf(journey.who)];
      // The MASQUERADE of lesson 4 gives every client of c1 the bridge's address (docs/handbook.md#f58).
      return at(name, other.address, 80, other.name, journey.who === 'c2' ? [address, p.gateway] : [address]);
    }
    case 'to-outside': {
      const { name } = p[journey.who];
      if (journey.site) return at(name, p.site, 80, 'internet', [p.hostAddress]);
      return at(name, p.outsideAddress, p.drawn?.port ?? 80, 'outside', [p.hostAddress]);
    }
    case 'published': {
      const { from } = journey;
      const own = { outside: p.outsideAddress, host: p.hostAddress, c1: p.hostAddress, c2: p.c2.address }[from];
      const node = from === 'outside' ? from : nodeName(p, from);
      const asked = at(node, p.hostAddress, p.port, p.c1.name, [own, p.gateway]);
      return from === 'outside' && p.drawn ? { ...asked, source: own } : asked;
    }
    default:
      return unreachable(journey);
  }
}

function at(from: string, address: string, port: number, server: string, clients?: readonly string[]): JourneyDetails {
  const url = `http://${address}${port === 80 ? '' : `:${port}`}/`;
  return { from, url, address, port, server, ...(clients ? { clients } : {}) };
}
