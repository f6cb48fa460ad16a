import { text } from '../i18n/text.ts';
import { resolve } from './arp.ts';
import { ingressRules } from './arp-gate.ts';
import { ask } from './ask.ts';
import { deviceOf } from './node.ts';
import type { Step, StepOf } from './step.ts';
import { enter, type Fate, hop, isFate, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

/** Finds the next hop's MAC address. */
export function leave(walk: Walk, { node, device, nextHop, parcel }: StepOf<'leave'>): Step | Fate {
  const one = deviceOf(node, device);
  const stage = { kind: 'neighbour' } as const;
  if (!one) return unknown(text('trace.unknown.device', { node: node.name, device }));
  if (!one.up) {
    const down = text('trace.cable.down', { node: node.name, device });
    return stop(walk, node, parcel, { device, stage, detail: down }, lost('neighbour-unreachable', down));
  }
  const resolved = resolve(walk, node, device, nextHop, parcel);
  if (isFate(resolved)) {
    const detail =
      resolved.kind === 'unknown' ? resolved.reason : text('trace.unknown.device', { node: node.name, device });
    return stop(walk, node, parcel, { device, stage, detail }, resolved);
  }
  if (resolved.found === 'nobody') {
    const end = { kind: 'rejected', disposition: 'neighbour-unreachable', reason: resolved.how } as const;
    const told = { ...end, node, parcel, message: 'icmp-host-unreachable' } as const;
    return stop(walk, node, parcel, { device, stage, detail: resolved.how }, told);
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
  if (one?.kind !== 'veth') return unknown(text('trace.unknown.device', values));
  if (hasEgress(node.rules.chains)) return unknown(text('trace.unknown.egress', values));
  if (!one.up || !one.lowerUp) {
    const detail = text(one.up ? 'trace.cable.no-carrier' : 'trace.cable.down', values);
    return stop(walk, node, parcel, { device, stage, detail }, lost('neighbour-unreachable', detail));
  }
  const peer = walk.peerOf(node.name, device);
  if (peer.kind !== 'end') {
    const detail = text('trace.unknown.cable', values);
    return stop(walk, node, parcel, { device, stage, detail }, unknown(detail));
  }
  const { node: far, device: end } = peer.end;
  const detail = text('trace.cable.pass', { ...values, far, end: end.name });
  hop(walk, node, parcel, { device, stage, decision: 'pass', detail });
  const { tracked: _, ...untracked } = parcel;
  return { next: 'receive', node: far, device: end.name, frame, parcel: untracked };
}

type Chains = Parameters<typeof ask>[2]['chains'];
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
  const passed = ingress(walk, node, device, parcel);
  if (isFate(passed)) return passed;
  if (one.master !== undefined) {
    if (deviceOf(node, one.master)?.kind !== 'bridge')
      return unknown(text('trace.unknown.device', { node: name, device: one.master }));
    return { next: 'bridge', node, bridge: one.master, port: device, frame, parcel: passed };
  }
  if (frame.to !== one.mac) {
    const detail = text('trace.neighbour.other-mac', { ...values, mac: frame.to, own: one.mac });
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

function ingress(walk: Walk, node: Parameters<typeof ask>[1], device: string, parcel: Parcel): Parcel | Fate {
  const { rules, isSure } = ingressRules(node.rules, device);
  const asked = ask(walk, node, rules, 'ingress', parcel, { iif: device }, 'netdev');
  if (!isFate(asked)) return asked.parcel;
  return isSure || asked.kind === 'unknown'
    ? asked
    : unknown(text('trace.unknown.ingress', { node: node.name, device }));
}
