import { type Text, text } from '../i18n/text.ts';
import { parseAddress } from '../ipv4.ts';
import { type EndText, endText } from './ends.ts';
import type { Mark } from './entry.ts';
import { type Lookup, lookup, routeText } from './fib.ts';
import { deviceOf, type Node, switchesOf } from './node.ts';

/** What a node does with a packet that came in: ip_route_input_slow(), in its order. */
export type InputRoute =
  | { readonly kind: 'local' }
  | { readonly kind: 'broadcast' }
  | {
      readonly kind: 'forward';
      readonly dev: string;
      readonly nextHop: string;
      readonly mtu?: number;
      readonly evidence: string;
    }
  | { readonly kind: 'martian'; readonly reason: EndText; readonly evidence?: string }
  /** `icmp`: what the sender is told; absent: nothing. */
  | { readonly kind: 'error'; readonly reason: EndText; readonly evidence?: string; readonly icmp?: string }
  | { readonly kind: 'unknown'; readonly reason: Text };

const first = (address: string): number => (parseAddress(address) ?? 0) >>> 24;
/** Groups, everybody and nobody (ip_route_input_slow); 240.0.0.0/4 and the rest of 0.0.0.0/8 are addresses like any other. */
const isNoSource = (address: string): boolean =>
  (first(address) >= 224 && first(address) < 240) || address === '255.255.255.255' || address === '0.0.0.0';
const isLoopback = (address: string): boolean => first(address) === 127;

/** What ip_error() makes of the error of a look-up. */
const errors = {
  invalid: undefined,
  'host-unreachable': 'icmp-host-unreachable',
  'net-unreachable': 'icmp-net-unreachable',
  prohibited: 'icmp-admin-prohibited',
} as const;

export function inputRoute(node: Node, device: string, src: string, dst: string, mark: Mark = 0): InputRoute {
  const switches = switchesOf(node, device);
  if (!switches) return { kind: 'unknown', reason: text('trace.unknown.switches', { node: node.name, device }) };
  const values = { node: node.name, device, src, dst };
  if (isNoSource(src)) return { kind: 'martian', reason: endText('trace.martian.source', values) };
  const loops = isLoopback(src) || isLoopback(dst);
  if (loops && !switches.routeLocalnet) return { kind: 'martian', reason: endText('trace.martian.loopback', values) };
  const found = lookup(node, { dst, src, iif: device, mark });
  if (found.kind === 'unknown') return found;
  if (found.kind !== 'route') return noRoute(node, switches.forwarding, found, values);
  const { type, dev, mtu } = found.route;
  if (type === 'broadcast' || type === 'multicast') return { kind: 'broadcast' };
  const isLocal = type === 'local';
  if (!isLocal && !switches.forwarding) return notForwarding(node, values);
  const bad = badSource(node, device, src, dst, isLocal ? 'lo' : dev, switches.srcValidMark ? mark : 0);
  if (bad) return bad;
  if (isLocal) return { kind: 'local' };
  return {
    kind: 'forward',
    dev,
    nextHop: found.route.gateway ?? dst,
    ...(mtu === undefined ? {} : { mtu }),
    evidence: routeText(found.route),
  };
}

type Values = { readonly node: string; readonly device: string; readonly src: string; readonly dst: string };

function notForwarding({ sysctls }: Node, values: Values): InputRoute {
  const name = sysctls.ipForward ? `net.ipv4.conf.${values.device}.forwarding` : 'net.ipv4.ip_forward';
  return { kind: 'error', reason: endText('trace.not-forwarding', { ...values, name }), evidence: `${name} = 0` };
}

function noRoute(
  node: Node,
  forwards: boolean,
  found: Lookup & { kind: 'error' | 'none' },
  values: Values,
): InputRoute {
  if (!forwards) return notForwarding(node, values);
  if (found.kind === 'none') {
    return { kind: 'error', reason: endText('trace.no-route.forward', values), icmp: 'icmp-net-unreachable' };
  }
  const icmp = errors[found.error];
  const evidence = found.by;
  const reason = refusal(node, found);
  return { kind: 'error', reason, evidence, ...(icmp === undefined ? {} : { icmp }) };
}

/** A route or a routing rule that says no. */
export const refusal = (node: Node, { what, by }: Lookup & { kind: 'error' }): EndText =>
  what === 'route'
    ? endText('trace.no-route.refuses', { node: node.name, route: by })
    : endText('trace.no-route.rule', { node: node.name, rule: by });

/** Whether its source may come in there: fib_validate_source(). The question counts as one of a packet from `out`. */
function badSource(
  node: Node,
  device: string,
  src: string,
  dst: string,
  out: string,
  mark: Mark,
): InputRoute | undefined {
  const switches = switchesOf(node, device);
  const values = { node: node.name, device, src, dst };
  const found = lookup(node, { dst: src, src: dst, iif: out, mark });
  if (found.kind === 'unknown') return found;
  const rpFilter = switches?.rpFilter ?? 0;
  const strict = {
    kind: 'martian',
    reason: endText('trace.rp-filter', values),
    evidence: `rp_filter = ${rpFilter}`,
  } as const;
  if (found.kind !== 'route') return rpFilter > 0 ? strict : undefined;
  const { type } = found.route;
  if (type === 'local' && !switches?.acceptLocal)
    return { kind: 'martian', reason: endText('trace.martian.own', values) };
  // Seen to end in several ways: the source is an address for everybody, as under a mask that is too long.
  if (type !== 'local' && type !== 'unicast')
    return { kind: 'unknown', reason: text('trace.unknown.source-type', values) };
  if (rpFilter === 0 || found.route.dev === device) return undefined;
  const noAddress = deviceOf(node, device)?.addresses.length === 0;
  return rpFilter === 1 || noAddress
    ? { ...strict, evidence: `rp_filter = ${rpFilter}; ${routeText(found.route)}` }
    : undefined;
}
