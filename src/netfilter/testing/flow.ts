import { baseChains, type Evaluation, evaluate, type HookName, type Packet, type Ruleset } from '../index.ts';
import type { Flow } from './network.ts';

/** What evaluate() says about a whole connection through the router of network.ts. `fails`: not which way. */
export type Forecast = string;

const routerAddresses = ['10.1.0.1', '10.2.0.1', '10.2.0.9'];
const context = { localAddresses: routerAddresses, primaryAddresses: { ci: '10.1.0.1', se: '10.2.0.1' } };
const errnos: { readonly [reason: string]: string } = {
  'icmp-port-unreachable': 'ECONNREFUSED',
  'tcp-reset': 'ECONNREFUSED',
  'icmp-host-prohibited': 'EHOSTUNREACH',
  'icmp-admin-prohibited': 'EHOSTUNREACH',
};

/** The packet and where it stands, or the forecast that ends it. */
type Evaluated = { readonly packet: Packet; readonly forecast?: undefined } | { readonly forecast: Forecast };

function pass(ruleset: Ruleset, hook: HookName, packet: Packet): Evaluation {
  return evaluate(ruleset, { hook, packet, context });
}

/** A rejection is a packet too: one that this machine sends, and that its output chains may stop. */
function ending(ruleset: Ruleset, answer: Evaluation): Forecast | undefined {
  switch (answer.verdict) {
    case 'accept':
      return undefined;
    case 'reject':
      if (baseChains(ruleset, 'output').some((chain) => chain.rules.length > 0)) return 'fails';
      return errnos[answer.rejectWith ?? ''] ?? 'fails';
    case 'drop':
      return 'timeout';
    case 'unknown':
      return 'unknown';
  }
}

const isLocal = (address: string): boolean => routerAddresses.includes(address);

function firstPacket(ruleset: Ruleset, sent: Packet): Evaluated {
  const pre = pass(ruleset, 'prerouting', sent);
  const early = ending(ruleset, pre);
  if (early) return { forecast: early };
  const routed = pre.packet;
  if (!routed) return { forecast: 'unknown' };
  if (isLocal(routed.dst)) {
    const input = pass(ruleset, 'input', routed);
    const end = ending(ruleset, input);
    return end ? { forecast: end } : { packet: routed };
  }
  const leaving = { ...routed, oif: 'se' };
  const end = ending(ruleset, pass(ruleset, 'forward', leaving));
  if (end) return { forecast: end };
  const post = pass(ruleset, 'postrouting', leaving);
  const late = ending(ruleset, post);
  if (late || !post.packet) return { forecast: late ?? 'unknown' };
  return { packet: post.packet };
}

/** Later packets meet the filters only; conntrack repeats the translations. */
function followsThrough(ruleset: Ruleset, sent: Packet, arrived: Packet): boolean {
  const ctStatus = [...(arrived.ctStatus ?? []), 'seen-reply', 'confirmed'] as const;
  const known = { proto: 'tcp', ctState: 'established', ctStatus } as const;
  const back = { ...known, sport: arrived.dport ?? 0, dport: sent.sport ?? 0 };
  const inside = { ...known, sport: sent.sport ?? 0, dport: arrived.dport ?? 0, src: sent.src, dst: arrived.dst };
  const wire: Packet = { ...inside, dst: sent.dst, dport: sent.dport ?? 0, iif: 'ci' };
  const reply = { src: arrived.dst, dst: sent.src };
  const steps: readonly (readonly [HookName, Packet])[] = isLocal(arrived.dst)
    ? [
        ['output', { ...back, ...reply, oif: 'ci' }],
        ['prerouting', wire],
        ['input', { ...inside, iif: 'ci' }],
      ]
    : [
        ['prerouting', { ...back, src: arrived.dst, dst: arrived.src, iif: 'se' }],
        ['forward', { ...back, ...reply, iif: 'se', oif: 'ci' }],
        ['prerouting', wire],
        ['forward', { ...inside, iif: 'ci', oif: 'se' }],
      ];
  return steps.every(([hook, packet]) => pass(ruleset, hook, packet).verdict === 'accept');
}

export function forecast(ruleset: Ruleset, flow: Flow): Forecast {
  const sent: Packet = { ...flow, proto: 'tcp', ctState: 'new', ctStatus: [], iif: 'ci' };
  const evaluated = firstPacket(ruleset, sent);
  if (evaluated.forecast !== undefined) return evaluated.forecast;
  const { packet } = evaluated;
  if (!followsThrough(ruleset, sent, packet)) return 'fails';
  const who = isLocal(packet.dst) ? 'router' : 'server';
  if (![80, 81].includes(packet.dport ?? 0)) return 'ECONNREFUSED';
  return `${who} ${packet.dst} ${packet.dport} ${packet.src}`;
}
