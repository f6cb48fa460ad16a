import * as z from 'zod';
import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { printedJson } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';

/** A network interface of one node, as `ip -j -d addr` tells it (ip-address(8), ip-link(8)). */
export interface Interface {
  readonly ifindex: number;
  readonly name: string;
  /** Administratively up: the flag UP. */
  readonly up: boolean;
  /** Carrier: the flag LOWER_UP. */
  readonly lowerUp: boolean;
  /** RFC 2863: `UP`, `DOWN`, `LOWERLAYERDOWN`, `UNKNOWN` (the normal state of lo), … */
  readonly operstate: string;
  readonly mac: string;
  readonly mtu: number;
  readonly loopback: boolean;
  /** It neither asks by ARP nor answers: the flag NOARP (a tunnel, `ip link set … arp off`). */
  readonly noArp?: true;
  /** `bridge`, `veth`, …; absent for lo and real hardware. */
  readonly kind?: string;
  /** Of a veth: ifindex of its other end, in the namespace of that end. */
  readonly linkIndex?: number;
  /** Present when the other end is in another network namespace: this namespace's own number for that one. */
  readonly linkNetnsid?: number;
  /** Name of the bridge that it is a port of. */
  readonly master?: string;
  readonly bridge?: BridgeFlags;
  readonly port?: PortFlags;
  /** What may change, delay or drop packets here without any rule: `xdp`, or a queue discipline such as `netem`. */
  readonly opaque?: string;
  /** IPv4 addresses, in the kernel's order. */
  readonly addresses: readonly InterfaceAddress[];
}

export interface BridgeFlags {
  /** The bridge's own switch; iptables also sees its frames when the namespace's sysctl says so. */
  readonly nfCallIptables: boolean;
  readonly stp: boolean;
  readonly vlanFiltering?: true;
}

export interface PortFlags {
  /** `forwarding`, `disabled`, `listening`, `learning`, `blocking`. */
  readonly state: string;
  readonly hairpin: boolean;
  readonly isolated: boolean;
  /** Switched off: frames for a MAC address that the bridge does not know are not sent out of it. */
  readonly flood?: false;
  /** Switched off: who sends into it is not remembered. */
  readonly learning?: false;
  /** Switches that are not as the kernel sets them for a new port, e.g. `bcast_flood`, `locked`; those for multicast do not count. */
  readonly unusual?: readonly string[];
}

export interface InterfaceAddress {
  /** Dotted quad. */
  readonly local: string;
  readonly prefixLength: number;
  /** `global`, `link`, `host`. */
  readonly scope: string;
  /** Another address of the same network came first, so the kernel does not choose this one by itself. */
  readonly secondary?: true;
  /** The kernel takes it away after this many seconds; absent: never. */
  readonly validSeconds?: number;
}

const address = z.object({
  family: z.string(),
  local: z.string().optional(),
  prefixlen: z.number(),
  scope: z.string(),
  secondary: z.boolean().optional(),
  valid_life_time: z.number().optional(),
});
/** INFINITY_LIFE_TIME of the kernel: `forever`. */
const forever = 0xffffffff;
/** A new port learns and floods, and does nothing else (br_port_info of the kernel). */
const usual = {
  bcast_flood: true,
  guard: false,
  root_block: false,
  proxy_arp: false,
  proxy_arp_wifi: false,
  neigh_suppress: false,
  neigh_vlan_suppress: false,
  locked: false,
  vlan_tunnel: false,
} as const;
const linkInfo = z.object({
  info_kind: z.string().optional(),
  info_data: z
    .object({
      nf_call_iptables: z.number().optional(),
      stp_state: z.number().optional(),
      vlan_filtering: z.number().optional(),
    })
    .optional(),
  info_slave_kind: z.string().optional(),
  info_slave_data: z
    .looseObject({ state: z.string().optional(), hairpin: z.boolean().optional(), isolated: z.boolean().optional() })
    .optional(),
});
const row = z.object({
  ifindex: z.number(),
  ifname: z.string(),
  flags: z.array(z.string()),
  operstate: z.string().default('UNKNOWN'),
  address: z.string().default(''),
  mtu: z.number(),
  master: z.string().optional(),
  qdisc: z.string().optional(),
  xdp: z.unknown().optional(),
  link: z.string().nullish(),
  link_index: z.number().optional(),
  link_netnsid: z.number().optional(),
  linkinfo: linkInfo.optional(),
  addr_info: z.array(address).default([]),
});
type Row = z.infer<typeof row>;

/** Every interface of a node: `ip -j -d addr`. */
export function interfaces(node: string): FactRequest<readonly Interface[]> {
  return {
    key: `interfaces:${node}`,
    script: `at ${nodeWord(node)} ip -j -d addr`,
    phase: 'quick',
    parse(seen, context) {
      const rows = printedJson(seen, context, 'ip addr', z.array(row));
      return rows.ok ? ok(rows.value.map((one) => readInterface(one, rows.value))) : rows;
    },
  };
}

function readInterface(one: Row, all: readonly Row[]): Interface {
  // A peer in the same namespace is printed by name, one elsewhere by number.
  const linkIndex = one.link_index ?? all.find(({ ifname }) => ifname === one.link)?.ifindex;
  const kind = one.linkinfo?.info_kind;
  const opaque = opacityOf(one);
  return {
    ifindex: one.ifindex,
    name: one.ifname,
    up: one.flags.includes('UP'),
    lowerUp: one.flags.includes('LOWER_UP'),
    operstate: one.operstate,
    mac: one.address,
    mtu: one.mtu,
    loopback: one.flags.includes('LOOPBACK'),
    ...(one.flags.includes('NOARP') && !one.flags.includes('LOOPBACK') ? { noArp: true as const } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(linkIndex === undefined ? {} : { linkIndex }),
    ...(one.link_netnsid === undefined ? {} : { linkNetnsid: one.link_netnsid }),
    ...(one.master === undefined ? {} : { master: one.master }),
    ...(kind === 'bridge' ? { bridge: bridgeFlags(one) } : {}),
    ...(one.linkinfo?.info_slave_kind === 'bridge' ? { port: portFlags(one) } : {}),
    ...(opaque === undefined ? {} : { opaque }),
    addresses: one.addr_info.flatMap(
      ({ family, local, prefixlen, scope, secondary, valid_life_time: valid = forever }) =>
        family === 'inet' && local !== undefined
          ? [
              {
                ...{ local, prefixLength: prefixlen, scope },
                ...(secondary ? { secondary: true as const } : {}),
                ...(valid === forever ? {} : { validSeconds: valid }),
              },
            ]
          : [],
    ),
  };
}

/** Queues that only wait: what a device has when nobody chose another. */
const plainQueues = new Set(['noqueue', 'noop', 'pfifo_fast', 'fq_codel', 'mq', 'fq', 'pfifo']);

function opacityOf({ qdisc, xdp }: Row): string | undefined {
  if (xdp !== undefined) return 'xdp';
  return qdisc === undefined || plainQueues.has(qdisc) ? undefined : qdisc;
}

function bridgeFlags({ linkinfo }: Row): BridgeFlags {
  const { nf_call_iptables, stp_state = 0, vlan_filtering } = linkinfo?.info_data ?? {};
  return {
    nfCallIptables: nf_call_iptables === 1,
    stp: stp_state > 0,
    ...(vlan_filtering === 1 ? { vlanFiltering: true as const } : {}),
  };
}

function portFlags({ linkinfo }: Row): PortFlags {
  const data = linkinfo?.info_slave_data ?? {};
  const { state = 'disabled', hairpin = false, isolated = false } = data;
  const unusual = Object.entries(usual).flatMap(([name, value]) => (data[name] === !value ? [name] : []));
  const off = (name: string): boolean => data[name] === false;
  return {
    ...{ state, hairpin, isolated },
    ...(off('flood') ? { flood: false as const } : {}),
    ...(off('learning') ? { learning: false as const } : {}),
    ...(unusual.length > 0 ? { unusual } : {}),
  };
}
