import * as z from 'zod';
import type { Picture } from '../../picture/picture.ts';

const end = z.object({ node: z.string(), interface: z.string() });

/** `topology --format json`. */
export const topologyDocument = z
  .object({
    version: z.literal(1),
    lab: z.string(),
    nodes: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['host', 'container', 'machine']),
        running: z.boolean(),
        interfaces: z.array(
          z.object({
            name: z.string(),
            kind: z.enum(['bridge', 'veth', 'loopback', 'other']),
            up: z.boolean(),
            carrier: z.boolean(),
            addresses: z.array(z.string()),
            master: z.string().optional(),
            hairpin: z.boolean().optional(),
            portState: z.string().optional(),
          }),
        ),
        defaultVia: z.string().optional(),
      }),
    ),
    wires: z.array(z.object({ a: end, b: end, connected: z.boolean() })),
    flows: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        address: z.string().optional(),
        outcome: z.enum(['answered', 'wrong-server', 'timeout', 'refused', 'no-route', 'unreachable', 'other']),
      }),
    ),
    hooks: z
      .array(
        z.object({
          node: z.string(),
          chains: z.array(
            z.object({
              hook: z.enum(['prerouting', 'input', 'forward', 'output', 'postrouting']),
              backend: z.enum(['iptables-nft', 'iptables-legacy', 'nft']),
              family: z.enum(['ip', 'inet']),
              table: z.string(),
              chain: z.string(),
              policy: z.enum(['accept', 'drop']),
              rules: z.array(z.object({ chain: z.string(), text: z.string() })),
              more: z.number(),
            }),
          ),
        }),
      )
      .optional(),
  })
  .meta({ title: 'bridgework topology --format json' });

export const toTopologyDocument = (lab: string, picture: Picture): unknown => ({ version: 1, lab, ...picture });
