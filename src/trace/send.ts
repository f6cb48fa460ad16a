import type { FetchOutcome } from '../facts/index.ts';
import { type Text, text } from '../i18n/text.ts';
import { bridge } from './bridge.ts';
import { type EndText, endText } from './ends.ts';
import { type Lookup, lookup, type RouteError, routeText, sourceOf } from './fib.ts';
import { ipHook } from './hooks.ts';
import { ingress } from './ingress.ts';
import { refusal } from './input-route.ts';
import { ip } from './ip.ts';
import { leave, receive, transmit } from './link.ts';
import { deviceOf, type Node, switchesOf } from './node.ts';
import { advertisedMss, cutToFit, fitsInto, routeMtu } from './size.ts';
import type { Step } from './step.ts';
import { transformed } from './transform.ts';
import { type Fate, hop, isFate, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

/** Walks a packet that a node makes itself until it arrives or ends. An empty source is chosen here. */
export function send(walk: Walk, node: Node, parcel: Parcel): Fate {
  walk.seen = new Set();
  let step = out(walk, node, parcel);
  while ('next' in step) step = advance(walk, step);
  return step;
}

/** The same for a frame that leaves by a bridge's port without asking IP: how br_netfilter's rejections answer. */
export function sendFrame(walk: Walk, node: Node, port: string, mac: string, parcel: Parcel): Fate {
  walk.seen = new Set();
  let step: Step | Fate = { next: 'transmit', node, device: port, frame: { to: mac, from: '' }, parcel };
  while ('next' in step) step = advance(walk, step);
  return step;
}

/** One step further. Who sent a frame into a tunnel never hears what became of the packet around it. */
export function advance(walk: Walk, step: Step): Step | Fate {
  const then = take(walk, step);
  return 'next' in then || then.kind !== 'rejected' || !then.parcel.carries
    ? then
    : lost(then.disposition, then.reason);
}

function take(walk: Walk, step: Step): Step | Fate {
  switch (step.next) {
    case 'send': {
      const sent = out(walk, step.node, step.parcel);
      return !('next' in sent) && sent.kind === 'not-sent' ? lost(sent.disposition, sent.reason) : sent;
    }
    case 'leave':
      return leave(walk, step);
    case 'transmit':
      return transmit(walk, step);
    case 'receive':
      return receive(walk, step);
    case 'bridge':
      return bridge(walk, step);
    case 'ip':
      return ip(walk, step);
  }
}

type Routed = Extract<Lookup, { readonly kind: 'route' }>['route'];
const stage = { kind: 'route' } as const;

/** What connect() makes of the error of a look-up; EINVAL and EACCES are no classes of their own. */
const outcomes: { readonly [error in RouteError]: FetchOutcome } = {
  invalid: 'other',
  prohibited: 'other',
  'host-unreachable': 'no-route',
  'net-unreachable': 'unreachable',
};

/** The error of connect() for a destination that the tables refuse (ip_route_output_key). */
function notSent(node: Node, dst: string, found: Exclude<Lookup, { readonly kind: 'route' | 'unknown' }>): Fate {
  const base = { kind: 'not-sent', disposition: 'no-route' } as const;
  if (found.kind === 'none') {
    return { ...base, reason: endText('trace.no-route.send', { node: node.name, dst }), outcome: 'unreachable' };
  }
  return { ...base, reason: refusal(node, found), outcome: outcomes[found.error] };
}

/** Who names a device gets out by it, whatever the tables say: "apparently, routing tables are wrong" (ip_route_output_key_hash_rcu). */
function withDevice(found: Lookup, dst: string, dev: string | undefined): Lookup {
  if (dev === undefined || found.kind === 'route' || found.kind === 'unknown') return found;
  return { kind: 'route', route: { type: 'unicast', dst, dev, scope: 'link', flags: [] } };
}

function routed(walk: Walk, node: Node, parcel: Parcel): Routed | Fate {
  const { src, dst } = parcel.tuple;
  const oif = parcel.carries?.via;
  const named = oif === undefined ? undefined : deviceOf(node, oif);
  if (oif !== undefined && !named?.up)
    return named
      ? down(walk, node, oif, parcel)
      : unknown(text('trace.unknown.device', { node: node.name, device: oif }));
  const found = withDevice(
    lookup(node, {
      ...{ dst, mark: parcel.mark ?? 0 },
      ...(src === '' ? {} : { src }),
      ...(oif === undefined ? {} : { oif }),
    }),
    dst,
    oif,
  );
  const end = (fate: Fate & { readonly reason: Text }, evidence?: string): Fate =>
    stop(walk, node, parcel, { stage, detail: fate.reason, ...(evidence === undefined ? {} : { evidence }) }, fate);
  if (found.kind === 'unknown') return end(found);
  if (found.kind !== 'route') {
    const fate = notSent(node, dst, found) as Fate & { readonly reason: Text };
    return end(fate, found.kind === 'error' ? found.by : undefined);
  }
  const { type } = found.route;
  if (type !== 'unicast' && type !== 'local') {
    const reason = endText('trace.broadcast', { node: node.name, dst });
    return end({ kind: 'not-sent', disposition: 'no-route', reason, outcome: 'unreachable' });
  }
  return found.route;
}

const deviceFor = (route: Routed): string => (route.type === 'local' ? 'lo' : route.dev);

/** From a socket to a device: ip_queue_xmit(). */
function out(walk: Walk, node: Node, unsent: Parcel): Step | Fate {
  const first = routed(walk, node, unsent);
  if (isFate(first)) return first;
  const src = unsent.tuple.src === '' ? sourceOf(node, first, unsent.tuple.dst) : unsent.tuple.src;
  if (src === undefined) return unknown(text('trace.unknown.source', { node: node.name, device: first.dev }));
  const chosen = { ...unsent, tuple: { ...unsent.tuple, src } };
  // connect() asks once more with the source that the first answer gave it (ip_route_connect); an ICMP error or a tunnel does not.
  const asksAgain = unsent.tuple.src === '' && unsent.role !== 'error' && unsent.role !== 'tunnel';
  const route = asksAgain ? routed(walk, node, chosen) : first;
  if (isFate(route)) return route;
  const parcel = asLongAs(node, route, chosen);
  const device = deviceFor(route);
  const values = { node: node.name, dst: parcel.tuple.dst, device, via: route.gateway ?? parcel.tuple.dst, src };
  hop(walk, node, parcel, {
    device,
    stage,
    decision: 'pass',
    detail: text('trace.route.send', values),
    evidence: routeText(route),
  });
  const misplaced = loopbackLeaves(node, device, src);
  if (misplaced) return stop(walk, node, parcel, { device, stage, detail: misplaced }, lost('martian', misplaced));
  const tooLong = localTooLong(walk, node, device, routeMtu(node, route), parcel);
  if (tooLong) return tooLong;
  const tight = parcel.carries && tooTight(node, device, parcel);
  if (tight) return tight;
  const wanted = transformed(walk, node, device, parcel, 'out');
  if (wanted) return wanted;
  let again: Routed | undefined;
  const rerouted = (now: Parcel): Fate | undefined => {
    const found = reroute(walk, node, now, again ?? route);
    if (isFate(found)) return found;
    again = found;
    return undefined;
  };
  const nextHop = route.gateway ?? parcel.tuple.dst;
  const passed = ipHook(walk, node, 'output', parcel, {
    oif: device,
    nextHop,
    mtu: routeMtu(node, route),
    reroute: rerouted,
  });
  return isFate(passed) ? passed : post(walk, node, again ?? route, passed);
}

/** TCP makes its packets as long as this route and the other side let it; who opens a connection says how long theirs may be. */
function asLongAs(node: Node, route: Routed, parcel: Parcel): Parcel {
  const { bytes, segment, mss } = parcel;
  if (typeof mss === 'number') return { ...parcel, mss: Math.min(mss, advertisedMss(node, route)) };
  if (bytes === undefined && carriesPage(parcel)) return { ...parcel, atMost: routeMtu(node, route) };
  if (bytes === undefined || segment === undefined) return parcel;
  const most = Math.min(segment, routeMtu(node, route));
  return bytes > most ? { ...parcel, bytes: most, several: true } : parcel;
}

/** TCP makes short segments of it; where even those are too long, IP cuts what its own TCP sends (ignore_df in __tcp_transmit_skb). */
const carriesPage = ({ role }: Parcel): boolean => role === 'data' || role === 'answer';

/** An echo request that may not be cut and does not even fit into its own device: EMSGSIZE (__ip_append_data). */
function localTooLong(walk: Walk, node: Node, device: string, mtu: number, parcel: Parcel): Fate | undefined {
  const { role, bytes = 0, whole } = parcel;
  if (role !== 'echo' || !whole || bytes <= mtu) return undefined;
  const reason = endText('trace.size.local', { node: node.name, device, mtu, size: bytes });
  const end: Fate = { kind: 'not-sent', disposition: 'too-big', reason, outcome: 'other' };
  return stop(walk, node, parcel, { device, stage: { kind: 'size' }, detail: reason }, end);
}

/** Where a tunnel's packet hardly fits, the kernel tells the sender of the frame, cuts it, or drops it (skb_tunnel_check_pmtu). */
function tooTight(node: Node, device: string, parcel: Parcel): Fate | undefined {
  const mtu = deviceOf(node, device)?.mtu;
  if (mtu === undefined || fitsInto(parcel, mtu)) return undefined;
  return unknown(text('trace.unknown.size', { node: node.name, port: device, mtu }));
}

/** A new destination after OUTPUT needs a new route; the source stays as it was chosen (ip_route_me_harder). */
function reroute(walk: Walk, node: Node, parcel: Parcel, before: Routed): Routed | Fate {
  const route = routed(walk, node, parcel);
  // The socket does not hear of it: its packet is dropped.
  if (isFate(route)) return route.kind === 'not-sent' ? lost(route.disposition, route.reason) : route;
  const device = deviceFor(route);
  const misplaced = loopbackLeaves(node, device, parcel.tuple.src);
  if (misplaced) return stop(walk, node, parcel, { device, stage, detail: misplaced }, lost('martian', misplaced));
  // Most marks lead nowhere else.
  if (routeText(route) === routeText(before) && route.table === before.table) return route;
  const values = { node: node.name, dst: parcel.tuple.dst, device };
  hop(walk, node, parcel, {
    device,
    stage,
    decision: 'pass',
    detail: text('trace.route.again', values),
    evidence: routeText(route),
  });
  return route;
}

/** 127.0.0.0/8 may not leave by a real device unless route_localnet says so (__mkroute_output). */
function loopbackLeaves(node: Node, device: string, src: string): EndText | undefined {
  if (!src.startsWith('127.') || device === 'lo' || switchesOf(node, device)?.routeLocalnet) return undefined;
  return endText('trace.martian.leaves', { node: node.name, src, device });
}

function down(walk: Walk, node: Node, device: string, parcel: Parcel): Fate {
  const detail = endText('trace.cable.down', { node: node.name, device });
  return stop(walk, node, parcel, { device, stage: { kind: 'cable' }, detail }, lost('neighbour-unreachable', detail));
}

function post(walk: Walk, node: Node, route: Routed, parcel: Parcel): Step | Fate {
  const device = deviceFor(route);
  const nextHop = route.gateway ?? parcel.tuple.dst;
  const mtu = routeMtu(node, route);
  const after = ipHook(walk, node, 'postrouting', parcel, { oif: device, nextHop, mtu });
  if (isFate(after)) return after;
  const wanted = transformed(walk, node, device, after, 'out');
  if (wanted) return wanted;
  const passed = cutToFit(walk, node, device, mtu, after);
  if (isFate(passed)) return passed;
  if (device !== 'lo') return { next: 'leave', node, device, nextHop, parcel: passed };
  const lo = node.interfaces.find(({ loopback }) => loopback);
  return lo?.up ? overLo(walk, node, route, passed) : down(walk, node, device, passed);
}

/** What lo sends comes in by lo. Only a local route leads to the node itself; any other one has nowhere to go from there. */
function overLo(walk: Walk, node: Node, { type }: Routed, parcel: Parcel): Step | Fate {
  const passed = ingress(walk, node, 'lo', parcel);
  if (isFate(passed)) return passed;
  const base = { next: 'ip', node, device: 'lo', parcel: passed, prerouted: false } as const;
  return type === 'local' ? base : { ...base, isForNobody: true };
}
