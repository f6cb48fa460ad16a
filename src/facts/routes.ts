import * as z from 'zod';
import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { printedJson } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';

/** One IPv4 route of a node (ip-route(8)). */
export interface Route {
  /** `default`, or CIDR; a single address stands without `/32`. */
  readonly dst: string;
  /** `unicast`, `blackhole`, `unreachable`, `prohibit`, … */
  readonly type: string;
  readonly gateway?: string;
  /** Absent for routes that go nowhere, and for multipath routes. */
  readonly dev?: string;
  /** Who made it: `kernel` (with an address), `boot` (by hand), `dhcp`, … */
  readonly protocol?: string;
  readonly scope?: string;
  /** Preferred source address. */
  readonly source?: string;
  readonly metric?: number;
  /** `main`, `local`, `default`, or a number; absent where only the main table was asked. */
  readonly table?: string;
  /** Bytes that a packet by this route may have, whatever its device carries. */
  readonly mtu?: number;
  /** The longest TCP segment that is asked for by this route. */
  readonly advmss?: number;
  /** Several next hops, of which the kernel chooses one for each flow. */
  readonly multipath?: true;
  /** `linkdown`, `onlink`, … */
  readonly flags: readonly string[];
}

const row = z.object({
  dst: z.string(),
  type: z.string().default('unicast'),
  gateway: z.string().optional(),
  dev: z.string().optional(),
  protocol: z.string().optional(),
  scope: z.string().optional(),
  prefsrc: z.string().optional(),
  metric: z.number().optional(),
  table: z.string().optional(),
  nexthops: z.array(z.unknown()).optional(),
  metrics: z.array(z.object({ mtu: z.number().optional(), advmss: z.number().optional() })).optional(),
  flags: z.array(z.string()).default([]),
});

/** IPv4 routes of a node, main table: `ip -4 -j -d route`. What the kernel would do with a packet: `routeGet`. */
export function routes(node: string): FactRequest<readonly Route[]> {
  return {
    key: `routes:${node}`,
    script: `at ${nodeWord(node)} ip -4 -j -d route show`,
    phase: 'quick',
    parse(seen, context) {
      const rows = printedJson(seen, context, 'ip route', z.array(row));
      return rows.ok ? ok(rows.value.map(readRoute)) : rows;
    },
  };
}

/** IPv4 routes of every table of a node, `local` too: `ip -4 -j -d route show table all`. */
export function routeTables(node: string): FactRequest<readonly Route[]> {
  return {
    ...routes(node),
    key: `route-tables:${node}`,
    script: `at ${nodeWord(node)} ip -4 -j -d route show table all`,
  };
}

function readRoute({ dst, type, flags, ...rest }: z.infer<typeof row>): Route {
  return {
    dst,
    type,
    flags,
    ...(rest.gateway === undefined ? {} : { gateway: rest.gateway }),
    ...(rest.dev === undefined ? {} : { dev: rest.dev }),
    ...(rest.protocol === undefined ? {} : { protocol: rest.protocol }),
    ...(rest.scope === undefined ? {} : { scope: rest.scope }),
    ...(rest.prefsrc === undefined ? {} : { source: rest.prefsrc }),
    ...(rest.metric === undefined ? {} : { metric: rest.metric }),
    ...(rest.table === undefined ? {} : { table: rest.table }),
    ...metricsOf(rest.metrics),
    ...(rest.nexthops === undefined ? {} : { multipath: true as const }),
  };
}

function metricsOf([{ mtu, advmss } = {}]: z.infer<typeof row>['metrics'] & object = []): Pick<
  Route,
  'mtu' | 'advmss'
> {
  return { ...(mtu === undefined ? {} : { mtu }), ...(advmss === undefined ? {} : { advmss }) };
}
