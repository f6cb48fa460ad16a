import type { Interface, TunnelPeer } from '../facts/index.ts';
import type { Walk } from './walk.ts';

const everybodyElse = '00:00:00:00:00:00';

export const peerKey = (node: string, device: string, mac: string): string => `${node} ${device} ${mac}`;

const isGroup = ({ address }: TunnelPeer): boolean => {
  const first = Number(address.split('.')[0]);
  return address.includes(':') || (first >= 224 && first < 240);
};

/**
 * The peers that a tunnel sends a frame to: vxlan_xmit(). An entry for its address, written or learned; else those for
 * everybody else, each of whom gets a copy. Undefined: not known.
 */
export function peersFor(
  walk: Walk,
  node: string,
  { name, vxlan }: Interface,
  mac: string,
): readonly TunnelPeer[] | undefined {
  const database = walk.facts.nodes[node]?.fdb;
  if (!database || !vxlan || vxlan.unusual) return undefined;
  const of = (wanted: string): readonly TunnelPeer[] =>
    database.flatMap(({ dev, mac, peer }) => (dev === name && mac === wanted && peer ? [peer] : []));
  const [written, learned] = [of(mac).filter((one) => !one.learned), of(mac).filter((one) => one.learned)];
  const now = walk.peers.get(peerKey(node, name, mac));
  const chosen = [written, now === undefined ? [] : [{ address: now }], learned, of(everybodyElse)];
  const peers = chosen.find((some) => some.length > 0) ?? [];
  return peers.some(isGroup) ? undefined : peers;
}

/** Whether a tunnel takes a frame of this sender from this peer: vxlan_snoop(). What was written by hand stays. */
export function takesFrom(walk: Walk, node: string, { name, vxlan }: Interface, mac: string, peer: string): boolean {
  if (!vxlan?.learning) return true;
  const written = walk.facts.nodes[node]?.fdb?.find(
    (one) => one.dev === name && one.mac === mac && one.peer && !one.peer.learned,
  );
  // An entry that names a device is never what was just heard.
  return written === undefined || (written.peer?.address === peer && written.peer.via === undefined);
}
