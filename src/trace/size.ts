import type { Route } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { endText } from './ends.ts';
import { deviceOf, type Node } from './node.ts';
import { type Fate, hop, type Parcel, type Role, stop, type Walk } from './walk.ts';

/** How long an IP packet is, in bytes: at least, and at most. */
interface Size {
  readonly least: number;
  readonly most: number;
}

/** Outer addresses, UDP, VXLAN and Ethernet (RFC 7348, section 5). */
export const tunnelBytes = 50;
/** Headers of IP and TCP, without options. */
export const headerBytes = 40;
/** IP's own limit. */
export const mostBytes = 65_535;

/** Requests are our own, and the answers small pages. With TCP's options, as Linux sends them. */
const sizes: { readonly [role in Exclude<Role, 'tunnel'>]: Size } = {
  syn: { least: 60, most: 60 },
  'syn-ack': { least: 60, most: 60 },
  ack: { least: 40, most: 52 },
  rst: { least: 40, most: 40 },
  data: { least: 120, most: 600 },
  answer: { least: 100, most: 1000 },
  echo: { least: 84, most: 84 },
  'echo-reply': { least: 84, most: 84 },
  error: { least: 56, most: 576 },
};

/** Of what crosses a cable at once: the packet, or the longest of its pieces. */
export function sizeOf({ role, carries, bytes, pieces, atMost = mostBytes }: Parcel): Size {
  const known = pieces ?? bytes;
  if (known !== undefined) return { least: known, most: known };
  if (role !== 'tunnel')
    return { least: Math.min(sizes[role].least, atMost), most: Math.min(sizes[role].most, atMost) };
  const { least, most } = carries ? sizeOf(carries.parcel) : { least: 0, most: 0 };
  return { least: least + tunnelBytes, most: most + tunnelBytes };
}

/** Whether it fits into an MTU; undefined: that depends on how long it is. */
export function fitsInto(parcel: Parcel, mtu: number): boolean | undefined {
  const { least, most } = sizeOf(parcel);
  return most <= mtu ? true : least > mtu ? false : undefined;
}

/** A frame may be longer by a VLAN's tag, whether it has one or not (is_skb_forwardable). */
export const frameSlack = 4;

type Way = Pick<Route, 'dev' | 'mtu'> & Partial<Pick<Route, 'type' | 'advmss'>>;

/** Bytes that a packet by this route may have: ip_dst_mtu_maybe_forward(). What is local goes by lo. */
export const routeMtu = (node: Node, { dev, mtu, type }: Way): number =>
  type === 'local'
    ? mostBytes
    : Math.min(mtu ?? (dev === undefined ? undefined : deviceOf(node, dev)?.mtu) ?? mostBytes, mostBytes);

/** The longest segment that the kernel asks for by a route (ipv4_default_advmss; `net.ipv4.route.min_adv_mss` is 256). */
export const advertisedMss = (node: Node, route: Way): number =>
  Math.min(route.advmss ?? Math.max(routeMtu(node, route) - headerBytes, 256), mostBytes - headerBytes);

type Refused = Extract<Fate, { readonly kind: 'rejected' }>;

/** IP does not get it out by a device, and may not cut it: whoever sent it is told how long it may be (ip_forward, ip_fragment). */
export function refusedBySize(walk: Walk, node: Node, device: string, mtu: number, parcel: Parcel): Fate | undefined {
  if (parcel.bytes === undefined || !parcel.whole || parcel.bytes <= mtu) return undefined;
  const reason = endText('trace.size.refused', { node: node.name, device, mtu, size: parcel.bytes });
  const end: Refused = {
    ...{ kind: 'rejected', disposition: 'too-big', reason, node, parcel, mtu },
    message: 'icmp-fragmentation-needed',
  };
  return stop(walk, node, parcel, { device, stage: { kind: 'size' }, detail: reason }, end);
}

/** The last thing that IP does: what does not fit is cut into pieces, each of which fits (ip_finish_output). */
export function cutToFit(walk: Walk, node: Node, device: string, mtu: number, parcel: Parcel): Parcel | Fate {
  const refused = refusedBySize(walk, node, device, mtu, parcel);
  if (refused) return refused;
  const { bytes, pieces } = parcel;
  if (bytes === undefined || (pieces ?? bytes) <= mtu) return parcel;
  const cut = { ...parcel, pieces: mtu };
  const detail = text('trace.size.cut', { node: node.name, device, mtu, size: bytes });
  hop(walk, node, cut, { device, stage: { kind: 'size' }, decision: 'rewrite', detail });
  return cut;
}
