import * as z from 'zod';

/**
 * A tunnel that carries Ethernet frames in UDP (RFC 7348, Documentation/networking/vxlan.rst). Where it sends them is in its forwarding
 * database (`FdbEntry`); `remote` of ip-link(8) is nothing but the first entry there.
 */
export interface Vxlan {
  /** The network's number, 24 bits; both ends have the same. */
  readonly vni: number;
  /** UDP port, the same at both ends. */
  readonly udpPort: number;
  /** Source of the outer packets; absent: their route chooses it. */
  readonly local?: string;
  /** It remembers which peer the frames of a MAC address came from. */
  readonly learning: boolean;
  /** Switches that make it another thing than a tunnel between peers over IPv4, e.g. `external`, `proxy`. */
  readonly unusual?: readonly string[];
}

const data = z.looseObject({
  id: z.number(),
  port: z.number(),
  local: z.string().optional(),
  learning: z.boolean().default(false),
});

/** What vxlan_print_opt() of iproute2 tells by its presence, and a tunnel of the plain kind has not. */
const unusual = [
  ...['group6', 'remote6', 'local6', 'external', 'vnifilter', 'proxy', 'rsc', 'l2miss', 'l3miss', 'gbp', 'gpe'],
  ...['remcsum_tx', 'remcsum_rx', 'mdb'],
] as const;

/** From `info_data` of `ip -j -d link`; undefined for what is not understood. */
export function vxlanOf(info: unknown): Vxlan | undefined {
  const read = data.safeParse(info);
  if (!read.success) return undefined;
  const { id, port, local, learning, ...others } = read.data;
  const odd = unusual.filter((name) => others[name] !== undefined && others[name] !== false);
  return {
    ...{ vni: id, udpPort: port, learning },
    ...(local === undefined ? {} : { local }),
    ...(odd.length > 0 ? { unusual: odd } : {}),
  };
}
