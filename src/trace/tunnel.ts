import type { Interface, TunnelPeer, Vxlan } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { type EndText, endText } from './ends.ts';
import type { Frame } from './frame.ts';
import { localAddresses, type Node } from './node.ts';
import { peerKey, peersFor, takesFrom } from './peers.ts';
import { passingOf } from './redirect.ts';
import { open, segmentFrom } from './segment.ts';
import type { Step } from './step.ts';
import { choose, type Fate, hop, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

const stage = { kind: 'tunnel' } as const;

/** A frame leaves by a tunnel: vxlan_xmit(). Of several copies the one counts that finds who is meant. */
export function encapsulate(walk: Walk, node: Node, one: Interface, frame: Frame, parcel: Parcel): Step | Fate {
  const device = one.name;
  const peers = peersFor(walk, node.name, one, frame.to);
  if (!peers || !one.vxlan) return unknown(text('trace.unknown.tunnel', { node: node.name, device }));
  const [first, ...others] = peers.length > 1 ? reaching(walk, node.name, device, frame, parcel, peers) : peers;
  if (!first) return noEntry(walk, node, device, frame, parcel);
  const peer = choose(walk, [first, ...others], text('trace.unknown.same-mac', { bridge: device, mac: frame.to }));
  return wrap(walk, node, one, one.vxlan, peer, frame, parcel);
}

export function noEntry(walk: Walk, node: Node, device: string, frame: Frame, parcel: Parcel): Fate {
  const detail = endText('trace.tunnel.no-entry', { node: node.name, device, mac: frame.to });
  return stop(walk, node, parcel, { device, stage, detail }, lost('dropped-by-bridge', detail));
}

/** The packet around a frame for one peer, on its way: vxlan_xmit_one(). */
export function wrap(
  walk: Walk,
  node: Node,
  { name: device, mtu }: Interface,
  { vni: own, udpPort, local }: Vxlan,
  { address: peer, udpPort: port = udpPort, vni = own, via }: TunnelPeer,
  frame: Frame,
  parcel: Parcel,
): Step | Fate {
  const values = { node: node.name, device, peer };
  const end = (detail: EndText): Fate =>
    stop(walk, node, parcel, { device, stage, detail }, lost('dropped-by-bridge', detail));
  if (localAddresses(node).includes(peer)) return end(endText('trace.tunnel.itself', values));
  // Only what is an address of a device may be a source (__ip_dev_find).
  if (local !== undefined && !node.interfaces.some(({ addresses }) => addresses.some((one) => one.local === local)))
    return end(endText('trace.tunnel.no-source', { ...values, local }));
  if (depthOf(parcel) > deepest) return end(endText('trace.loop', { node: node.name }));
  // The mark is one of the whole, frame and packet around it; it does not get to another namespace (skb_scrub_packet).
  const { tracked: _, mark, ...inside } = parcel;
  const around: Parcel = {
    role: 'tunnel',
    proto: 'udp',
    tuple: { src: local ?? '', dst: peer, dport: port },
    carries: { vni, frame, parcel: inside, ...(via === undefined ? {} : { via }) },
    ...(mark === undefined ? {} : { mark }),
  };
  const detail = text('trace.tunnel.wraps', { ...values, vni, port, mtu });
  hop(walk, node, around, { device, stage, decision: 'rewrite', detail });
  return { next: 'send', node, parcel: around };
}

/** The kernel stops sooner or later, too (dev_xmit_recursion). */
const deepest = 4;
const depthOf = ({ carries }: Parcel): number => (carries ? 1 + depthOf(carries.parcel) : 0);

/** A tunnel's packet has arrived, and the frame goes on at the device that it is for: vxlan_rcv(). */
export function decapsulate(
  walk: Walk,
  node: Node,
  parcel: Parcel,
  { vni, frame, parcel: carried }: NonNullable<Parcel['carries']>,
): Step | Fate {
  const inside: Parcel = { ...carried, ...(parcel.mark === undefined ? {} : { mark: parcel.mark }) };
  const { src: peer, dport: port = 0 } = parcel.tuple;
  const listening = node.interfaces.filter(({ up, vxlan }) => up && vxlan?.udpPort === port);
  const one = listening.find(({ vxlan }) => vxlan?.vni === vni);
  const values = { node: node.name, vni, port, peer, mac: frame.from };
  if (listening.some(({ vxlan }) => vxlan?.unusual) || one?.mac === frame.from)
    return unknown(text('trace.unknown.tunnel', { node: node.name, device: one?.name ?? '' }));
  if (!one) {
    const detail = endText('trace.tunnel.no-device', values);
    return stop(walk, node, parcel, { stage, detail }, lost('dropped-by-bridge', detail));
  }
  const device = one.name;
  if (!takesFrom(walk, node.name, one, frame.from, peer)) {
    const detail = endText('trace.tunnel.other-peer', { ...values, device });
    return stop(walk, node, parcel, { device, stage, detail }, lost('dropped-by-bridge', detail));
  }
  if (one.vxlan?.learning) walk.peers.set(peerKey(node.name, device, frame.from), peer);
  hop(walk, node, inside, {
    device,
    stage,
    decision: 'rewrite',
    detail: text('trace.tunnel.unwraps', { ...values, device }),
  });
  return { next: 'receive', node: node.name, device, frame, parcel: inside };
}

/** Those of several peers behind whom somebody has the frame's address; where nobody does, it ends behind the first. */
function reaching(
  walk: Walk,
  node: string,
  device: string,
  frame: Frame,
  parcel: Parcel,
  peers: readonly TunnelPeer[],
): readonly TunnelPeer[] {
  const carried = walk.carry(walk, node, device, frame);
  const found = peers.filter((_, index) => {
    const way = carried[index];
    if (way?.kind !== 'arrived') return false;
    const { heardBy } = segmentFrom(walk, way, { gate: open, passing: passingOf(parcel), frame });
    return heardBy.some((heard) => heard.device.mac === frame.to);
  });
  return found.length > 0 ? found : peers.slice(0, 1);
}
