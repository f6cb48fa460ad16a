import type { Interface } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { resolve, unanswered } from './arp.ts';
import { ask } from './ask.ts';
import { findPort } from './bridge-port.ts';
import { isTracking } from './conntrack.ts';
import { endText } from './ends.ts';
import type { Frame } from './frame.ts';
import { ipHook } from './hooks.ts';
import { ingress } from './ingress.ts';
import { inputRoute } from './input-route.ts';
import { deviceOf, type Node } from './node.ts';
import { bridgePorts } from './ports.ts';
import type { At } from './question.ts';
import { fitsInto, frameSlack } from './size.ts';
import type { Step, StepOf } from './step.ts';
import { type Fate, hop, identityOf, isFate, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

const stage = { kind: 'bridge' } as const;

/** Whether iptables sees what this bridge forwards (br_netfilter). */
const seesBridged = ({ sysctls }: Node, bridge: Interface | undefined): boolean =>
  sysctls.bridgeNfCallIptables === 1 ||
  (sysctls.bridgeNfCallIptables !== undefined && bridge?.bridge?.nfCallIptables === true);

/** A frame in a switch: br_handle_frame(), or br_dev_xmit() when its own node sends. */
export function bridge(walk: Walk, step: StepOf<'bridge'>): Step | Fate {
  const { node, port, frame, parcel } = step;
  const key = `bridge ${node.name} ${step.bridge} ${port ?? ''} ${frame.to} ${identityOf(parcel)}`;
  const one = deviceOf(node, step.bridge);
  if (walk.seen.has(key)) return lost('loop', endText('trace.loop', { node: node.name }));
  walk.seen.add(key);
  if (!one || one.bridge?.vlanFiltering)
    return unknown(text('trace.unknown.device', { node: node.name, device: step.bridge }));
  return port === undefined ? fromNode(walk, step) : fromPort(walk, step, port, one);
}

function fromPort(walk: Walk, step: StepOf<'bridge'>, port: string, one: Interface): Step | Fate {
  const { node, bridge: name, frame } = step;
  const from = deviceOf(node, port);
  if (from?.port?.unusual)
    return unknown(text('trace.unknown.port', { node: node.name, port, flag: from.port.unusual.join(', ') }));
  if (from?.port?.state !== 'forwarding') {
    const detail = endText('trace.bridge.state', { node: node.name, port, state: from?.port?.state ?? 'disabled' });
    return stop(walk, node, step.parcel, { device: port, stage, detail }, lost('dropped-by-bridge', detail));
  }
  const at: At = { iif: name, physIn: port };
  const early = bridgeHook(walk, before(node), 'prerouting', step.parcel, at);
  if (isFate(early)) return early;
  const sees = seesBridged(node, one);
  const prerouted = sees ? prerouting(walk, node, one, port, frame, early) : { parcel: early, frame };
  if (isFate(prerouted)) return prerouted;
  const { frame: now } = prerouted;
  const parcel = bridgeHook(walk, after(node), 'prerouting', prerouted.parcel, at);
  if (isFate(parcel)) return parcel;
  if (isOwn(node, one, now.to)) return up(walk, node, one, port, now, parcel, sees);
  return across(walk, node, one, from, now, parcel, sees);
}

/** br_netfilter: a bridged frame takes the way through iptables' prerouting; a new destination may need another MAC address. */
function prerouting(
  walk: Walk,
  node: Node,
  one: Interface,
  port: string,
  frame: Frame,
  parcel: Parcel,
): { readonly parcel: Parcel; readonly frame: Frame } | Fate {
  const at = { iif: one.name, physIn: port, bridged: { port, mac: frame.from } };
  const after = ipHook(walk, node, 'prerouting', parcel, at);
  if (isFate(after)) return after;
  const { src, dst } = after.tuple;
  if (dst === parcel.tuple.dst) return { parcel: after, frame };
  const route = inputRoute(node, one.name, src, dst, after.mark);
  if (route.kind === 'unknown') return route;
  const isBridged = route.kind === 'forward' && route.dev === one.name;
  // Everything else goes up to IP, which finds out for itself.
  if (!isBridged) return { parcel: after, frame: { ...frame, to: one.mac } };
  const resolved = resolve(walk, node, one.name, route.nextHop, after);
  if (isFate(resolved)) return resolved;
  if (resolved.found !== 'mac') return unanswered(walk, node, { device: one.name, stage }, after, resolved);
  const detail = text('trace.bridge.dnat', {
    node: node.name,
    bridge: one.name,
    address: route.nextHop,
    mac: resolved.mac,
  });
  hop(walk, node, after, { device: one.name, stage, decision: 'pass', detail });
  return { parcel: after, frame: { ...frame, to: resolved.mac } };
}

/** The bridge's own address, and those of its ports: permanent entries of its database. */
function isOwn(node: Node, one: Interface, mac: string): boolean {
  return one.mac === mac || node.interfaces.some((port) => port.master === one.name && port.mac === mac);
}

/** Up to the node's own IP, which sees it come in by the bridge. */
function up(
  walk: Walk,
  node: Node,
  one: Interface,
  port: string,
  frame: Frame,
  parcel: Parcel,
  sees: boolean,
): Step | Fate {
  if (!one.up) {
    const detail = endText('trace.cable.down', { node: node.name, device: one.name });
    return stop(walk, node, parcel, { device: one.name, stage, detail }, lost('dropped-by-bridge', detail));
  }
  const handed = bridgeHook(walk, node, 'input', parcel, { iif: one.name, physIn: port });
  const passed = isFate(handed) ? handed : ingress(walk, node, one.name, handed);
  if (isFate(passed)) return passed;
  hop(walk, node, passed, {
    device: port,
    stage,
    decision: 'pass',
    detail: text('trace.bridge.up', { node: node.name, bridge: one.name, port }),
  });
  const physical = sees ? { physIn: port } : {};
  return { next: 'ip', node, device: one.name, parcel: passed, prerouted: sees, ...physical, from: frame };
}

/** From port to port. */
function across(
  walk: Walk,
  node: Node,
  one: Interface,
  from: Interface,
  frame: Frame,
  parcel: Parcel,
  sees: boolean,
): Step | Fate {
  const out = findPort(walk, node, one, from, frame, parcel, () => flooded(walk, node, one, from, frame, parcel));
  if (isFate(out)) return out;
  const last = throughBridge(walk, node, one, { from, out, frame }, parcel, sees);
  if (isFate(last)) return last;
  const fitting = throughPort(walk, node, one, out, last, sees);
  return isFate(fitting) ? fitting : { next: 'transmit', node, device: out.name, frame, parcel: fitting };
}

/**
 * A bridge cuts nothing into pieces, and tells nobody (is_skb_forwardable). br_netfilter does cut what may be cut, into
 * pieces for the bridge itself (br_nf_dev_queue_xmit); what conntrack has put together again, only into pieces that came so.
 */
function throughPort(
  walk: Walk,
  node: Node,
  one: Interface,
  { name: port, mtu }: Interface,
  parcel: Parcel,
  sees: boolean,
): Parcel | Fate {
  const fits = fitsInto(parcel, sees ? mtu : mtu + frameSlack);
  if (fits) return parcel;
  const values = { node: node.name, port, mtu };
  if (fits === undefined || parcel.several) return unknown(text('trace.unknown.size', values));
  const { bytes, pieces = 0, whole } = parcel;
  const isPutTogether = pieces > one.mtu && isTracking(node.rules);
  if (sees && bytes !== undefined && !whole && !isPutTogether && one.mtu <= mtu + frameSlack) {
    const cut = { ...parcel, pieces: one.mtu };
    const detail = text('trace.size.cut', { node: node.name, device: one.name, mtu: one.mtu, size: bytes });
    hop(walk, node, cut, { device: port, stage, decision: 'rewrite', detail });
    return cut;
  }
  const detail = endText('trace.bridge.too-big', values);
  return stop(walk, node, parcel, { device: port, stage, detail }, lost('dropped-by-bridge', detail));
}

/**
 * The chains of the bridge family and, where br_netfilter hands the frame to it, those of iptables, with the bridge as
 * both devices. In prerouting and forward it does that at priority 0, in postrouting last of all (br_nf_ops).
 */
function throughBridge(
  walk: Walk,
  node: Node,
  { name }: Interface,
  { from, out, frame }: { readonly from: Interface; readonly out: Interface; readonly frame: Frame },
  parcel: Parcel,
  sees: boolean,
): Parcel | Fate {
  const at: At = { iif: name, oif: name, physIn: from.name, physOut: out.name };
  const bridged = { port: from.name, mac: frame.from };
  const { iif: _, ...post } = at;
  const hooks: readonly ((now: Parcel) => Parcel | Fate)[] = [
    (now) => bridgeHook(walk, before(node), 'forward', now, at),
    (now) => (sees ? ipHook(walk, node, 'forward', now, { ...at, bridged }) : now),
    (now) => bridgeHook(walk, after(node), 'forward', now, at),
    // Chains of the bridge family do not know here where it came in (br_forward_finish).
    (now) => bridgeHook(walk, node, 'postrouting', now, { oif: name, physOut: out.name }),
    (now) => (sees ? ipHook(walk, node, 'postrouting', now, { ...post, bridged }) : now),
  ];
  let now: Parcel | Fate = parcel;
  for (const hook of hooks) {
    now = hook(now);
    if (isFate(now)) return now;
  }
  return now;
}

/** What the node itself sends into its switch. */
function fromNode(walk: Walk, { node, bridge: name, frame, parcel }: StepOf<'bridge'>): Step | Fate {
  const one = deviceOf(node, name);
  const out = one && findPort(walk, node, one, undefined, frame, parcel, () => undefined);
  if (!out || isFate(out)) return out ?? unknown(text('trace.unknown.device', { node: node.name, device: name }));
  const at: At = { oif: name, physOut: out.name };
  const sent = bridgeHook(walk, node, 'output', parcel, at);
  if (isFate(sent)) return sent;
  const last = bridgeHook(walk, node, 'postrouting', sent, at);
  if (isFate(last)) return last;
  const fitting = throughPort(walk, node, one, out, last, false);
  return isFate(fitting) ? fitting : { next: 'transmit', node, device: out.name, frame, parcel: fitting };
}

/** Nobody is meant, so it goes out of every port, and nobody takes it; but a rule on the way may reject it. Absent: none does. */
function flooded(
  walk: Walk,
  node: Node,
  one: Interface,
  from: Interface,
  frame: Frame,
  parcel: Parcel,
): Fate | undefined {
  const hops = walk.hops;
  for (const { port, lets } of bridgePorts(node.interfaces, one.name, from)) {
    if (lets !== 'yes' || !seesBridged(node, one)) continue;
    walk.hops = [...hops];
    const passed = throughBridge(walk, node, one, { from, out: port, frame }, parcel, true);
    if (isFate(passed) && (passed.kind === 'rejected' || passed.kind === 'unknown')) return passed;
  }
  walk.hops = hops;
  return undefined;
}

/** The node with only those chains of the bridge family that come before br_netfilter, or after it: it was there first at 0. */
const before = (node: Node): Node => withBridgeChains(node, (priority) => priority < 0);
const after = (node: Node): Node => withBridgeChains(node, (priority) => priority >= 0);

function withBridgeChains(node: Node, keeps: (priority: number) => boolean): Node {
  const chains = node.rules.chains.filter(
    ({ family, base }) => family !== 'bridge' || base === undefined || keeps(base.priority),
  );
  return { ...node, rules: { chains } };
}

type BridgeHook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** Chains of the bridge family itself. */
function bridgeHook(walk: Walk, node: Node, hook: BridgeHook, parcel: Parcel, at: At): Parcel | Fate {
  const asked = ask(walk, node, node.rules, hook, parcel, at, 'bridge');
  return isFate(asked) ? asked : asked.parcel;
}
