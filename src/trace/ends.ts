import type { Text, TextValues } from '../i18n/text.ts';

/**
 * Every way in which a packet can end: what the hop says that it ends at, and the word for it. Only these are the reason
 * of a walk that ends (`lost`, `rejected`, `not-sent`), so a new one does not compile before it has a name here, and a
 * diagnosis of that name (src/verify/end-diagnosis.ts).
 */
export const endNames = {
  'trace.no-route.send': 'no-route-send',
  'trace.no-route.forward': 'no-route-forward',
  'trace.no-route.refuses': 'route-refuses',
  'trace.no-route.rule': 'routing-rule-refuses',
  'trace.route.lo': 'route-to-lo',
  'trace.not-forwarding': 'not-forwarding',
  'trace.broadcast': 'broadcast',
  'trace.martian.source': 'martian-source',
  'trace.martian.loopback': 'martian-loopback',
  'trace.martian.own': 'martian-own',
  'trace.martian.leaves': 'martian-leaves',
  'trace.rp-filter': 'rp-filter',
  'trace.neighbour.nobody': 'no-neighbour',
  'trace.neighbour.no-arp': 'no-arp',
  'trace.neighbour.other-mac': 'other-mac',
  'trace.cable.down': 'link-down',
  'trace.cable.no-carrier': 'no-carrier',
  'trace.bridge.state': 'port-state',
  'trace.bridge.hairpin': 'port-hairpin',
  'trace.bridge.isolated': 'port-isolated',
  'trace.bridge.no-flood': 'port-no-flood',
  'trace.bridge.self': 'bridge-itself',
  'trace.bridge.nobody': 'bridge-nobody',
  'trace.bridge.too-big': 'port-too-small',
  'trace.cable.too-big': 'end-too-small',
  'trace.size.local': 'too-big-to-send',
  'trace.size.refused': 'link-too-small',
  'trace.size.untold': 'black-hole',
  'trace.tunnel.no-entry': 'tunnel-no-entry',
  'trace.tunnel.no-source': 'tunnel-no-source',
  'trace.tunnel.itself': 'tunnel-to-itself',
  'trace.tunnel.no-device': 'tunnel-no-device',
  'trace.tunnel.other-peer': 'tunnel-other-peer',
  'trace.hook.drop.rule': 'rule-drops',
  'trace.hook.drop.policy': 'policy-drops',
  'trace.hook.reject': 'rule-rejects',
  'trace.no-masquerade-address': 'no-masquerade-address',
  'trace.listener.none': 'no-listener',
  'trace.loop': 'loop',
  'trace.reply.stranger': 'reply-from-stranger',
  'trace.reply.elsewhere': 'reply-elsewhere',
  'trace.echo.ignored': 'echo-ignored',
} as const;

export type EndId = keyof typeof endNames;
export type EndName = (typeof endNames)[EndId];
/** Why a packet ended, in words. */
export type EndText = Text<EndId>;

export const endText = (id: EndId, values: TextValues): EndText => ({ id, values });

const isEnd = (text: Text): text is EndText => Object.hasOwn(endNames, text.id);

/** The end that a walk's reason tells of; a retransmitted or later packet's is within it. Undefined: it arrived, or is not known. */
export function endTextOf(reason: Text): EndText | undefined {
  if (isEnd(reason)) return reason;
  const inner = reason.values?.['reason'];
  return typeof inner === 'object' ? endTextOf(inner) : undefined;
}
