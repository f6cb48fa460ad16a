import * as z from 'zod';
import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { printedJson } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';

/** A rule of policy routing (ip-rule(8)): which table is asked for which packets. Lower priority comes first. */
export interface RoutingRule {
  readonly priority: number;
  /** CIDR; absent: all. */
  readonly from?: string;
  readonly to?: string;
  /** The interface that the packet came in by; `lo`: made by this node. */
  readonly iif?: string;
  /** The mark of the packet, of which only the bits of the mask are compared. */
  readonly fwmark?: { readonly value: number; readonly mask: number };
  /** Takes the packets that all of the above does not fit. */
  readonly not?: true;
  /** `main`, `local`, `default`, or a number. Absent: the rule does something else. */
  readonly table?: string;
  /** A route of the table with a prefix of this length or shorter does not count: the next rule is asked. */
  readonly suppresses?: number;
  /** Refuses instead of asking a table. */
  readonly refuses?: 'blackhole' | 'unreachable' | 'prohibit';
  /** Whatever else it asks or does, e.g. `ipproto`, `goto`: not understood here. */
  readonly others: readonly string[];
}

const prefix = z.number().optional();
/** `0x1` */
const mark = z
  .string()
  .regex(/^0x[0-9a-f]+$/)
  .transform(Number);
const row = z.looseObject({
  priority: z.number(),
  src: z.string().default('all'),
  srclen: prefix,
  dst: z.string().default('all'),
  dstlen: prefix,
  iif: z.string().optional(),
  fwmark: mark.optional(),
  fwmask: mark.default(0xffff_ffff),
  not: z.null().optional(),
  action: z.string().optional(),
  table: z.string().optional(),
  suppress_prefixlen: z.number().optional(),
  protocol: z.string().optional(),
});
type Row = z.infer<typeof row>;
const understood: ReadonlySet<string> = new Set(Object.keys(row.shape));
const refusals = ['blackhole', 'unreachable', 'prohibit'] as const;

/** IPv4 policy routing of a node: `ip -4 -j rule`. */
export function routingRules(node: string): FactRequest<readonly RoutingRule[]> {
  return {
    key: `routing-rules:${node}`,
    script: `at ${nodeWord(node)} ip -4 -j rule show`,
    phase: 'quick',
    parse(seen, context) {
      const rows = printedJson(seen, context, 'ip rule', z.array(row));
      return rows.ok ? ok(rows.value.map(readRule)) : rows;
    },
  };
}

const block = (address: string, length: number | undefined): string | undefined =>
  address === 'all' ? undefined : `${address}/${length ?? 32}`;

function readRule(one: Row): RoutingRule {
  const from = block(one.src, one.srclen);
  const to = block(one.dst, one.dstlen);
  const refuses = refusals.find((action) => action === one.action);
  const foreign = Object.keys(one).filter((key) => !understood.has(key));
  return {
    priority: one.priority,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(one.iif === undefined ? {} : { iif: one.iif }),
    ...(one.fwmark === undefined ? {} : { fwmark: { value: one.fwmark, mask: one.fwmask } }),
    ...('not' in one ? { not: true } : {}),
    ...(one.table === undefined ? {} : { table: one.table }),
    ...(one.suppress_prefixlen === undefined ? {} : { suppresses: one.suppress_prefixlen }),
    ...(refuses === undefined ? {} : { refuses }),
    others: one.action === undefined || refuses ? foreign : [...foreign, 'action'],
  };
}
