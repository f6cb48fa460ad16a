import { z } from 'zod';
import type { Lang } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import type { Hop, Trace } from '../../trace/index.ts';

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
    }),
    disposition: z.enum([
      'delivered',
      'refused',
      'no-route',
      'neighbour-unreachable',
      'dropped-by-rule',
      'dropped-by-policy',
      'dropped-by-bridge',
      'martian',
      'reply-lost',
      'loop',
      'not-enough-information',
    ]),
    reason: z.string(),
    hops: z.array(hop),
    reply: z.array(hop).optional(),
    expected: z.strictObject({ outcome: z.string(), server: z.string().optional(), client: z.string().optional() }),
  })
  .meta({ title: 'bridgework trace --json' });

export type TraceDocument = z.infer<typeof traceDocument>;

/** Where a hop is, in one word. */
export const placeOf = ({ stage }: Hop): string =>
  stage.kind === 'hook' ? `${stage.family}/${stage.hook}` : stage.kind;

/** Texts in one language. */
export function toTraceDocument(lab: string, trace: Trace, lang: Lang): unknown {
  const say = translator(lang);
  const hopOf = ({ stage: _, detail, ...rest }: Hop, at: string) => ({ ...rest, at, detail: say(detail) });
  const all = (hops: readonly Hop[]) => hops.map((one) => hopOf(one, placeOf(one)));
  const { reason, hops, reply, ...rest } = trace;
  return { version: 1, lab, ...rest, reason: say(reason), hops: all(hops), ...(reply ? { reply: all(reply) } : {}) };
}
