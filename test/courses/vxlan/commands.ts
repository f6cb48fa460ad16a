import { card, type Params } from './params.ts';

/** How a tunnel's end is made, as the lesson types it. */
export const tunnelAt = (node: 'host' | 'osaka', p: Params, { vni = p.vni, remote = '' } = {}): string => {
  const [own, other] = node === 'host' ? [p.address, p.peerAddress] : [p.peerAddress, p.address];
  const peer = remote === '' ? other : remote;
  return `${ip(node)} link add ${p.tunnel} type vxlan id ${vni} dstport 4789 local ${own} remote ${peer} dev ${card}`;
};

export const ip = (node: 'host' | 'osaka'): string => (node === 'host' ? 'ip' : 'ip -n osaka');

export const joinAt = (node: 'host' | 'osaka', p: Params): string =>
  `${ip(node)} link set ${p.tunnel} master ${p.bridge} up`;

/** The end once more, as it should be. */
export const again = (node: 'host' | 'osaka', p: Params): string =>
  [`${ip(node)} link del ${p.tunnel}`, tunnelAt(node, p), joinAt(node, p)].join('; ');
