import { text } from '../i18n/text.ts';
import { ask } from './ask.ts';
import { ingressRules } from './ingress-rules.ts';
import type { Node } from './node.ts';
import { type Fate, isFate, type Parcel, unknown, type Walk } from './walk.ts';

/** Chains of the netdev family: every device asks its own when a packet comes in by it, a bridge and lo too. */
export function ingress(walk: Walk, node: Node, device: string, parcel: Parcel): Parcel | Fate {
  const { rules, isSure } = ingressRules(node.rules, device);
  const asked = ask(walk, node, rules, 'ingress', parcel, { iif: device }, 'netdev');
  if (!isFate(asked)) return asked.parcel;
  return isSure || asked.kind === 'unknown'
    ? asked
    : unknown(text('trace.unknown.ingress', { node: node.name, device }));
}
