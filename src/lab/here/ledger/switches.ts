import { z } from 'zod';
import type { Item } from './item.ts';

/** Of `ip -j -d link`: what tells switches. A bridge and its ports have more than these, of which the kernel keeps some by itself. */
export const switchFields = z.object({
  ifname: z.string(),
  flags: z.array(z.string()),
  mtu: z.number(),
  txqlen: z.number().optional(),
  address: z.string().optional(),
  link_type: z.string().optional(),
  linkinfo: z
    .object({
      info_kind: z.string().optional(),
      info_data: z.looseObject({}).optional(),
      info_slave_kind: z.string().optional(),
      info_slave_data: z.looseObject({}).optional(),
    })
    .optional(),
});

const ofBridge = ['stp_state', 'vlan_filtering', 'ageing_time', 'mcast_snooping', 'nf_call_iptables'] as const;
const ofPort = [
  ...(['hairpin', 'isolated', 'guard', 'root_block', 'learning', 'flood', 'mcast_flood', 'bcast_flood'] as const),
  ...(['neigh_suppress', 'locked'] as const),
];
const ofFlags = { promisc: 'PROMISC', allmulticast: 'ALLMULTI' } as const;

const inWords = (value: unknown): string | undefined =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : typeof value === 'number' ? String(value) : undefined;

/**
 * Switches of a device, as `ip link set` takes them. A bridge's MTU and MAC address follow its ports, and what Docker
 * makes gets others as it likes: those are not looked at.
 */
export function switchesOf(link: z.infer<typeof switchFields>, isDockers: boolean): readonly Item[] {
  const { ifname: dev, flags, mtu, txqlen, address, linkinfo, link_type } = link;
  const list = (
    of: '' | 'bridge' | 'bridge_slave',
    names: readonly string[],
    from: { readonly [name: string]: unknown },
  ) =>
    names.flatMap((name): Item[] => {
      const value = inWords(from[name]);
      return value === undefined ? [] : [{ kind: 'switch', dev, of, name, value }];
    });
  const own: { [name: string]: unknown } = { arp: !flags.includes('NOARP') };
  for (const [name, flag] of Object.entries(ofFlags)) own[name] = flags.includes(flag);
  const isBridge = linkinfo?.info_kind === 'bridge';
  if (!isBridge && !isDockers) Object.assign(own, { mtu, txqueuelen: txqlen });
  const mac: Item[] =
    isBridge || isDockers || link_type !== 'ether' || address === undefined
      ? []
      : [{ kind: 'switch', dev, of: '', name: 'address', value: address }];
  return [
    ...list('', Object.keys(own), own),
    ...mac,
    ...(isBridge ? list('bridge', ofBridge, linkinfo?.info_data ?? {}) : []),
    ...(linkinfo?.info_slave_kind === 'bridge' ? list('bridge_slave', ofPort, linkinfo.info_slave_data ?? {}) : []),
  ];
}
