import type { Params } from '../../lessons/params/params.ts';
import type { Interface, RouteAnswer } from '../../src/facts/index.ts';
import {
  type Chain,
  type Decision,
  type Evaluation,
  evaluate,
  type Packet,
  type Ruleset,
} from '../../src/netfilter/index.ts';
import { text } from '../words/text.ts';
import type { Doubt } from './pitfall.ts';
import { uplinkOf } from './shared.ts';

/** Where the course's own rules stand, in front of all others: `iptables -I FORWARD`. */
export const isCourseChain = ({ family, table, name }: Chain): boolean =>
  family === 'ip' && table === 'filter' && name === 'FORWARD';

type Hook = 'forward' | 'prerouting' | 'input';

/** Packets of the course. Whoever starts a connection chooses a port of its own, which stays open. */
export function packets(params: Params, way: RouteAnswer) {
  const { bridge, c1, c2, gateway, outsideAddress, hostServicePort } = params;
  const start = { proto: 'tcp', ctState: 'new', ctStatus: [] } as const;
  const bridged: Packet = { ...start, iif: bridge, oif: bridge, src: c1.address, dst: c2.address, dport: 80 };
  const swapped: Packet = { ...bridged, src: c2.address, dst: c1.address };
  const service: Packet = { ...start, iif: bridge, src: c1.address, dst: gateway, dport: hostServicePort };
  const uplink = uplinkOf(way);
  if (uplink === undefined) return { bridged, swapped, service };
  const out: Packet = { ...start, iif: bridge, oif: uplink, src: c1.address, dst: outsideAddress, dport: 80 };
  const inward = { iif: uplink, oif: bridge, src: outsideAddress, dst: c1.address, proto: 'tcp' };
  const answer: Packet = {
    ...inward,
    sport: 80,
    ctState: 'established',
    ctStatus: ['seen-reply', 'confirmed', 'snat'],
  };
  const published: Packet = { ...inward, dport: 80, ctState: 'new', ctStatus: ['dnat'] };
  return { bridged, swapped, service, out, answer, published };
}

/** Of this machine, with the one that its bridge will have. */
export const addresses = (links: readonly Interface[], { gateway }: Params): readonly string[] => [
  gateway,
  ...links.flatMap((one) => one.addresses.map(({ local }) => local)),
];

const ends = ({ verdict }: Evaluation): boolean => verdict === 'drop' || verdict === 'reject';

export function words(decision: Decision): string {
  if (decision.by === 'nothing') return '-';
  const { family, table, name } = decision.chain;
  return `${family} ${table} ${name}: ${decision.by === 'policy' ? `policy ${decision.policy}` : decision.rule.text}`;
}

/** Who ends the first of these packets at the hook that does not come through. */
export function ended(
  set: Ruleset,
  hook: Hook,
  wanted: readonly (Packet | undefined)[],
  localAddresses: readonly string[],
): Decision | Doubt | undefined {
  const context = { localAddresses };
  const all = wanted.flatMap((packet) => (packet ? [evaluate(set, { hook, packet, context })] : []));
  const dead = all.find(ends);
  if (dead) return dead.decidedBy;
  const open = all.find(({ verdict }) => verdict === 'unknown');
  return open && { doubt: text('doctor.rule-not-understood', { rule: words(open.decidedBy) }) };
}

export const without = ({ chains }: Ruleset, drop: (chain: Chain) => boolean): Ruleset => ({
  chains: chains.filter((chain) => !(chain.base && drop(chain))),
});

/** The lab makes DROP the policy of its chain, and the chain where there is none. */
export function asTheLabLeavesIt({ chains }: Ruleset): Ruleset {
  const closed = chains.map((chain) =>
    isCourseChain(chain) && chain.base ? { ...chain, base: { ...chain.base, policy: 'drop' as const } } : chain,
  );
  if (closed.some(isCourseChain)) return { chains: closed };
  const base = { hook: 'forward', type: 'filter', priority: 0, policy: 'drop', devices: [] } as const;
  return {
    chains: [...closed, { backend: 'iptables-nft', family: 'ip', table: 'filter', name: 'FORWARD', base, rules: [] }],
  };
}
