import type { Parcel, Role } from './walk.ts';

/** How long an IP packet is, in bytes: at least, and at most. */
interface Size {
  readonly least: number;
  readonly most: number;
}

/** Outer addresses, UDP, VXLAN and Ethernet (RFC 7348, section 5). */
export const tunnelBytes = 50;

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

export function sizeOf({ role, carries }: Parcel): Size {
  if (role !== 'tunnel') return sizes[role];
  const { least, most } = carries ? sizeOf(carries.parcel) : { least: 0, most: 0 };
  return { least: least + tunnelBytes, most: most + tunnelBytes };
}

/** Whether it fits into an MTU; undefined: that depends on how long it is. */
export function fitsInto(parcel: Parcel, mtu: number): boolean | undefined {
  const { least, most } = sizeOf(parcel);
  return most <= mtu ? true : least > mtu ? false : undefined;
}
