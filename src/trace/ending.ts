import { type Text, text } from '../i18n/text.ts';
import type { Hop, Trace, Tuple } from './trace.ts';

/** One hop of the whole walk, with which packet made it. */
export interface Leg {
  readonly leg: 'request' | 'reply';
  readonly hop: Hop;
  /** The packet as it came to this hop; absent at its first one. */
  readonly before?: Tuple;
}

/** The whole walk as one list: the request, then its answer. */
export function legsOf({ hops, reply }: Pick<Trace, 'hops' | 'reply'>): readonly Leg[] {
  const all = (leg: Leg['leg'], some: readonly Hop[]): readonly Leg[] =>
    some.map((hop, index) => {
      const before = some[index - 1]?.packet;
      return before ? { leg, hop, before } : { leg, hop };
    });
  return [...all('request', hops), ...all('reply', reply ?? [])];
}

/** The hop that the walk ended at; absent where not even the first one could be walked. */
export function endOf(trace: Trace): Leg | undefined {
  const legs = legsOf(trace);
  // A refusal travels back, but what was refused ended where it was.
  if (trace.disposition === 'delivered' || trace.disposition === 'reply-lost') return legs.at(-1);
  return legs.findLast(({ leg }) => leg === 'request') ?? legs.at(-1);
}

/** Where a hop is, in one word: `route`, `neighbour`, … or a hook: `ip/forward`. */
export const placeOf = ({ stage }: Hop): string =>
  stage.kind === 'hook' ? `${stage.family}/${stage.hook}` : stage.kind;

const addressAndPort = (address: string, port: number | undefined): string =>
  address === '' ? '?' : port === undefined ? address : `${address}:${port}`;

/** `192.0.2.2 → 192.0.2.50:80`; the client's own port is not known before. */
export const tupleWords = ({ src, dst, sport, dport }: Tuple): string =>
  `${addressAndPort(src, sport)} → ${addressAndPort(dst, dport)}`;

/** One sentence: where the packet ended and why. Only for a walk that ends. */
export function endWords(trace: Trace): Text {
  const { disposition, reason } = trace;
  if (disposition === 'delivered') return text('trace.end.delivered', { reason });
  const end = endOf(trace);
  if (!end) return text('trace.end.nowhere', { reason });
  const { leg, hop } = end;
  const values = { ...reason.values, leg };
  switch (reason.id) {
    case 'trace.hook.drop.policy':
      return text('trace.end.policy', values);
    case 'trace.hook.drop.rule':
      return text('trace.end.rule', values);
    case 'trace.hook.reject':
      return text('trace.end.reject', values);
    default: {
      const place = hop.device === undefined ? hop.node : `${hop.node} ${hop.device}`;
      return text('trace.end.at', { leg, place, stage: hop.stage.kind.replace('-', '_'), reason });
    }
  }
}
