import { type Evaluation, evaluate, type Packet } from '../../src/netfilter/index.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { cableOf, innerName } from '../support/cable.ts';
import { inside, openedFor } from '../support/fixes.ts';
import type { Passing } from '../support/packets.ts';
import { atHook, chainName } from '../support/rules.ts';
import type { Suspect } from '../support/suspect.ts';
import type { Who, World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

interface Stopper {
  readonly rule: string;
  readonly chain: string;
  readonly table: string;
  /** Takes it away. */
  readonly command: string;
}

/** The rule that stopped a packet, or the policy in words; undefined when it passes or nobody can tell. */
function stopper(seen: Evaluation | undefined): Stopper | undefined {
  if (!seen || (seen.verdict !== 'drop' && seen.verdict !== 'reject')) return undefined;
  const { decidedBy } = seen;
  if (decidedBy.by === 'nothing') return undefined;
  const chain = chainName(decidedBy.chain);
  const rule = decidedBy.by === 'rule' ? decidedBy.rule.text : `-P ${chain} DROP`;
  return { chain, rule, table: decidedBy.chain.table, command: openedFor(decidedBy) };
}

/** The host's INPUT drops what comes in for the host: calls of its own services, or answers to its own calls (docs/handbook.md#drill-7). */
export const hostInput =
  (passing: (world: World) => Passing): Suspect =>
  (world) => {
    const found = stopper(atHook(world, 'input', passing(world)));
    return found && diagnosis('host-input-drop', { ...found });
  };

/** A rule before routing drops what arrives at the host, whoever it is for: `raw` and `mangle` come before FORWARD and INPUT (docs/handbook.md#f38). */
export const arrivalDropped =
  (passing: (world: World) => Passing): Suspect =>
  (world) => {
    const found = stopper(atHook(world, 'prerouting', passing(world)));
    return found && diagnosis('prerouting-drop', { ...found });
  };

export const hostOutput =
  (passing: (world: World) => Passing): Suspect =>
  (world) => {
    const found = stopper(atHook(world, 'output', passing(world)));
    return found && diagnosis('host-output-drop', { ...found });
  };

/** A packet between a container and the other machine, as the container itself sees it. */
interface Inside {
  readonly peer: string;
  /** Port of the server, at whichever end it is. */
  readonly port: number;
  /** Over lo, when the container calls itself. */
  readonly device?: string;
}

/** The container's own rules, for both directions of a connection in which it is the server or the client (docs/handbook.md#drill-8). */
export const containerFirewall =
  (who: Who, role: 'server' | 'client', talk: (world: World) => Inside): Suspect =>
  (world) => {
    const rules = world[`rules.${who}`];
    if (!rules) return undefined;
    const { name, address } = world.params[who];
    const { peer, port, device = innerName } = talk(world);
    const own = device === 'lo' ? peer : address;
    const common = { family: 'ip', proto: 'tcp', ctStatus: [], physIn: null, physOut: null } as const;
    const asClient = { src: own, dst: peer, sport: 40_000, dport: port };
    const asServer = { src: peer, dst: own, sport: 40_000, dport: port };
    const request: Packet = { ...common, ...(role === 'server' ? asServer : asClient), ctState: 'new' };
    const answer: Packet = {
      ...common,
      src: request.dst,
      dst: request.src,
      sport: port,
      dport: 40_000,
      ctState: 'established',
      ctStatus: ['seen-reply', 'confirmed'],
    };
    const [incoming, outgoing] = role === 'server' ? [request, answer] : [answer, request];
    const context = { localAddresses: [address] };
    const found =
      stopper(evaluate(rules, { hook: 'input', packet: { ...incoming, iif: device }, context })) ??
      stopper(evaluate(rules, { hook: 'output', packet: { ...outgoing, oif: device }, context }));
    return found && diagnosis('container-firewall', { name, ...found, command: inside(name, found.command) });
  };

/** A bridge-family chain drops what crosses the switch (docs/handbook.md#drill-24). */
export const switchFilter =
  (passing: (world: World) => Passing): Suspect =>
  (world) => {
    const rules = world['rules.host'];
    if (!rules) return undefined;
    const { packet } = passing(world);
    for (const hook of ['prerouting', 'forward', 'postrouting'] as const) {
      const { verdict, decidedBy } = evaluate(rules, { hook, family: 'bridge', packet });
      if (verdict !== 'drop' && verdict !== 'reject') continue;
      if (decidedBy.by === 'nothing') continue;
      return filtered(decidedBy);
    }
    return undefined;
  };

/** A netdev chain drops what the container's cable brings, before any other rule sees it (docs/handbook.md#drill-23). */
export const cableFilter =
  (who: Who, passing: (world: World) => Passing): Suspect =>
  (world) => {
    const rules = world['rules.host'];
    const end = world['interfaces.host'] && cableOf(world, who)?.end.name;
    if (!rules || end === undefined) return undefined;
    const chains = rules.chains.filter(
      ({ base }) => base?.hook === 'ingress' && (base.devices.length === 0 || base.devices.includes(end)),
    );
    const packet: Packet = { ...passing(world).packet, iif: end };
    const { verdict, decidedBy } = evaluate(
      { chains: [...chains, ...userChains(rules.chains)] },
      {
        hook: 'ingress',
        family: 'netdev',
        packet,
      },
    );
    if (verdict !== 'drop' || decidedBy.by === 'nothing') return undefined;
    return filtered(decidedBy);
  };

function filtered(decided: Parameters<typeof openedFor>[0]): Diagnosis {
  const { name, family, table } = decided.chain;
  return diagnosis('bridge-filter', { chain: name, family, table, command: openedFor(decided) });
}

const userChains = <C extends { readonly base?: unknown }>(chains: readonly C[]): readonly C[] =>
  chains.filter(({ base }) => base === undefined);
