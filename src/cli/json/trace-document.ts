import * as z from 'zod';
import type { Lang } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { disposition } from '../../trace/disposition.ts';
import { type Hop, placeOf, type Trace } from '../../trace/index.ts';
import type { Sent } from '../live.ts';

const tuple = z.strictObject({
  src: z.string(),
  dst: z.string(),
  sport: z.number().optional(),
  dport: z.number().optional(),
});
const hop = z.strictObject({
  node: z.string(),
  device: z.string().optional(),
  /** `route`, `neighbour`, `cable`, … or a hook: `ip/forward`, `bridge/forward`, `netdev/ingress`. */
  at: z.string(),
  decision: z.enum(['pass', 'rewrite', 'stop', 'unknown']),
  detail: z.string(),
  evidence: z.string().optional(),
  packet: tuple,
  nearMisses: z.array(z.strictObject({ rule: z.string(), wants: z.string(), is: z.string() })).optional(),
});

const end = z.strictObject({ outcome: z.string(), server: z.string().optional(), client: z.string().optional() });
const live = z.strictObject({
  observed: end,
  /** In the order of `hops`, then `reply`. */
  hops: z.array(z.strictObject({ seen: z.enum(['seen', 'not-seen', 'invisible']), evidence: z.string().optional() })),
  counters: z.array(
    z.strictObject({ node: z.string(), chain: z.string(), rule: z.string().optional(), packets: z.number() }),
  ),
  connections: z.array(z.strictObject({ node: z.string(), original: tuple, reply: tuple })),
  /** Instruments that did not come up. */
  blind: z.array(z.strictObject({ node: z.string(), instrument: z.string() })),
  /** Empty: prediction and reality agree, or nothing was predicted. Else a bug of ours. */
  disagreements: z.array(z.string()),
});

/** `trace --json`. */
export const traceDocument = z
  .strictObject({
    version: z.literal(1),
    lab: z.string(),
    flow: z.strictObject({
      from: z.string(),
      to: z.string(),
      proto: z.enum(['tcp', 'icmp']),
      port: z.number().optional(),
      /** `--size`, and `--df`. */
      size: z.number().optional(),
      df: z.boolean().optional(),
    }),
    disposition,
    reason: z.string(),
    hops: z.array(hop),
    reply: z.array(hop).optional(),
    expected: end,
    /** Where rules decide by chance: every way that it may go, the likeliest first. */
    branches: z.array(z.strictObject({ odds: z.number(), disposition, reason: z.string(), expected: end })).optional(),
    /** Of a small page that arrives: how a large one ends, where it does not arrive. */
    large: z.strictObject({ disposition, reason: z.string(), expected: end }).optional(),
    /** `--live`: what really happened. */
    live: live.optional(),
  })
  .meta({ title: 'bridgework trace --json' });

export type TraceDocument = z.infer<typeof traceDocument>;

/** Texts in one language. */
export function toTraceDocument(lab: string, trace: Trace, lang: Lang): unknown {
  const translate = translator(lang);
  const hopOf = ({ stage: _stage, by: _by, carrying: _carrying, detail, ...rest }: Hop, at: string) => ({
    ...rest,
    at,
    detail: translate(detail),
  });
  const all = (hops: readonly Hop[]) => hops.map((one) => hopOf(one, placeOf(one)));
  const { reason, hops, reply, large, branches, ...rest } = trace;
  const ofLarge = large && {
    disposition: large.disposition,
    reason: translate(large.reason),
    expected: large.expected,
  };
  return {
    ...{ version: 1, lab, ...rest, reason: translate(reason), hops: all(hops) },
    ...(reply ? { reply: all(reply) } : {}),
    ...(branches ? { branches: branches.map((one) => ({ ...one, reason: translate(one.reason) })) } : {}),
    ...(ofLarge ? { large: ofLarge } : {}),
  };
}

/** The part of a packet that was really sent. */
export function toLive({ live, comparison, counters }: Sent, lang: Lang): unknown {
  const translate = translator(lang);
  return {
    observed: comparison.observed,
    hops: comparison.hops.map(({ seen, evidence }) => ({ seen, ...(evidence === undefined ? {} : { evidence }) })),
    counters,
    connections: live.connections.flatMap(({ node, type, connection: { original, reply } }) =>
      type === 'new' ? [{ node, original, reply }] : [],
    ),
    blind: live.unobservable,
    disagreements: comparison.disagreements.map(translate),
  };
}
