import type { Interface } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { resolve, unanswered } from './arp.ts';
import { endText } from './ends.ts';
import type { Frame } from './frame.ts';
import { ingress } from './ingress.ts';
import { deviceOf, type Node } from './node.ts';
import { diverted, forwarded, passingOf, type Redirect } from './redirect.ts';
import { fitsInto, frameSlack, sizeOf } from './size.ts';
import type { Step, StepOf } from './step.ts';
import { encapsulate } from './tunnel.ts';
import { isUplink } from './uplink.ts';
import { enter, type Fate, hop, identityOf, isFate, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

/** Finds the next hop's MAC address. */
export function leave(walk: Walk, { node, device, nextHop, parcel }: StepOf<'leave'>): Step | Fate {
  const one = deviceOf(node, device);
  const stage = { kind: 'neighbour' } as const;
  if (!one) return unknown(text('trace.unknown.device', { node: node.name, device }));
  if (!one.up) {
    const down = endText('trace.cable.down', { node: node.name, device });
    return stop(walk, node, parcel, { device, stage, detail: down }, lost('neighbour-unreachable', down));
  }
  const resolved = resolve(walk, node, device, nextHop, parcel);
  if (isFate(resolved)) {
    const detail =
      resolved.kind === 'unknown' ? resolved.reason : text('trace.unknown.device', { node: node.name, device });
    return stop(walk, node, parcel, { device, stage, detail }, resolved);
  }
  if (resolved.found !== 'mac') return unanswered(walk, node, { device, stage }, parcel, resolved);
  // A frame to its own sender (arp_constructor) is nobody's: a switch drops it, or at best brings it back.
  if (one.noArp && (one.kind === 'veth' || one.kind === 'bridge') && resolved.mac === one.mac) {
    const detail = endText('trace.neighbour.no-arp', { node: node.name, device, address: nextHop, mac: one.mac });
    return stop(walk, node, parcel, { device, stage, detail }, lost('neighbour-unreachable', detail));
  }
  const evidence = resolved.evidence === undefined ? {} : { evidence: resolved.evidence };
  hop(walk, node, parcel, { device, stage, decision: 'pass', detail: resolved.how, ...evidence });
  return { next: 'transmit', node, device, frame: { to: resolved.mac, from: one.mac }, parcel };
}

/** Sends a frame: into the switch, or through the cable into another namespace, which knows nothing of the connection. */
export function transmit(walk: Walk, { node, device, frame, parcel }: StepOf<'transmit'>): Step | Fate {
  const one = deviceOf(node, device);
  const values = { node: node.name, device };
  const stage = { kind: 'cable' } as const;
  if (one?.kind === 'bridge') return { next: 'bridge', node, bridge: device, frame, parcel };
  if (!one) return unknown(text('trace.unknown.device', values));
  const beyond = isUplink(node, one);
  if (one.kind !== 'veth' && !one.vxlan && !beyond) return unknown(text('trace.unknown.device', values));
  if (hasEgress(node.rules.chains)) return unknown(text('trace.unknown.egress', values));
  const redirect = diverted(node, device, 'egress', passingOf(parcel));
  if (redirect) return handOn(walk, node, device, frame, parcel, redirect);
  if (!one.up || !one.lowerUp) {
    const detail = endText(one.up ? 'trace.cable.no-carrier' : 'trace.cable.down', values);
    return stop(walk, node, parcel, { device, stage, detail }, lost('neighbour-unreachable', detail));
  }
  if (one.vxlan) return encapsulate(walk, node, one, frame, parcel);
  const peer = walk.peerOf(node.name, device);
  if (peer.kind !== 'end') {
    const detail = text(beyond ? 'trace.unknown.beyond' : 'trace.unknown.cable', values);
    return stop(walk, node, parcel, { device, stage, detail }, unknown(detail));
  }
  const { node: far, device: end } = peer.end;
  const detail = text('trace.cable.pass', { ...values, far, end: end.name });
  hop(walk, node, parcel, { device, stage, decision: 'pass', detail });
  const tooLong = tooLongFor(walk, far, end, parcel);
  if (tooLong) return tooLong;
  // Another namespace knows nothing of its connection or its mark (skb_scrub_packet).
  const { tracked: _t, mark, ...untracked } = parcel;
  const marked = far === node.name && mark !== undefined ? { mark } : {};
  return { next: 'receive', node: far, device: end.name, frame, parcel: { ...untracked, ...marked } };
}

/** The far end of a cable takes what it could send itself, and drops the rest without a word (__dev_forward_skb). */
function tooLongFor(walk: Walk, far: string, { name: device, mtu }: Interface, parcel: Parcel): Fate | undefined {
  const fits = fitsInto(parcel, mtu + frameSlack);
  if (fits) return undefined;
  const node = enter(walk, far);
  if (isFate(node)) return node;
  if (fits === undefined || parcel.several)
    return unknown(text('trace.unknown.size', { node: far, port: device, mtu }));
  const detail = endText('trace.cable.too-big', { node: far, device, mtu, size: sizeOf(parcel).least });
  return stop(walk, node, parcel, { device, stage: { kind: 'size' }, detail }, lost('too-big', detail));
}

/** tc(8) or nft hands a packet on to another device, past everything else. */
function handOn(
  walk: Walk,
  node: Node,
  device: string,
  frame: Frame,
  parcel: Parcel,
  redirect: Redirect | 'unknown',
): Step | Fate {
  const stage = { kind: 'redirect' } as const;
  if (redirect === 'unknown') {
    const detail = text('trace.unknown.opaque', { node: node.name, device, what: 'tc' });
    return stop(walk, node, parcel, { device, stage, detail }, unknown(detail));
  }
  const key = `redirect ${node.name} ${device} ${redirect.to} ${identityOf(parcel)}`;
  if (walk.seen.has(key)) return lost('loop', endText('trace.loop', { node: node.name }));
  walk.seen.add(key);
  const { to, as, mac = frame.to } = redirect;
  const detail = text('trace.cable.redirect', { node: node.name, device, to });
  hop(walk, node, parcel, { device, stage, decision: 'pass', detail });
  if (as === 'egress') return { next: 'transmit', node, device: to, frame: { ...frame, to: mac }, parcel };
  // Whether a frame is for this node was decided by the device that it came in by.
  const [own, other] = [deviceOf(node, device)?.mac, deviceOf(node, to)?.mac ?? ''];
  return { next: 'receive', node: node.name, device: to, frame: { ...frame, to: mac === own ? other : mac }, parcel };
}

type Chains = Node['rules']['chains'];
const hasEgress = (chains: Chains): boolean =>
  chains.some(({ base, rules }) => base?.hook === 'egress' && (rules.length > 0 || base.policy === 'drop'));

/** A frame comes in: rules of the device, then the switch that it is a port of, or IP. */
export function receive(walk: Walk, { node: name, device, frame, parcel }: StepOf<'receive'>): Step | Fate {
  const node = enter(walk, name);
  if (isFate(node)) return node;
  const one = deviceOf(node, device);
  const values = { node: name, device };
  if (!one) return unknown(text('trace.unknown.device', values));
  if (one.opaque !== undefined) return unknown(text('trace.unknown.opaque', { ...values, what: one.opaque }));
  const passing = passingOf(parcel);
  const redirect = diverted(node, device, 'ingress', passing);
  if (redirect) return handOn(walk, node, device, frame, parcel, redirect);
  const onward = forwarded(node, device, passing, frame.to, one.mac);
  if (onward && (onward === 'unknown' || 'to' in onward)) return handOn(walk, node, device, frame, parcel, onward);
  return takeIn(walk, node, one, onward ? { ...frame, to: onward.mac } : frame, parcel, onward !== undefined);
}

function takeIn(
  walk: Walk,
  node: Node,
  one: Interface,
  frame: Frame,
  parcel: Parcel,
  isThroughIngress: boolean,
): Step | Fate {
  const device = one.name;
  const values = { node: node.name, device };
  const passed = isThroughIngress ? parcel : ingress(walk, node, device, parcel);
  if (isFate(passed)) return passed;
  if (one.master !== undefined) {
    if (deviceOf(node, one.master)?.kind !== 'bridge')
      return unknown(text('trace.unknown.device', { node: node.name, device: one.master }));
    return { next: 'bridge', node, bridge: one.master, port: device, frame, parcel: passed };
  }
  if (frame.to !== one.mac) {
    const detail = endText('trace.neighbour.other-mac', { ...values, mac: frame.to, own: one.mac });
    return stop(
      walk,
      node,
      passed,
      { device, stage: { kind: 'neighbour' }, detail },
      lost('neighbour-unreachable', detail),
    );
  }
  return { next: 'ip', node, device, parcel: passed, prerouted: false };
}
