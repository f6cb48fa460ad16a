import type {
  Diversions,
  FdbEntry,
  Interface,
  InterfaceSwitches,
  Listener,
  Neighbour,
  Route,
  RoutingRule,
  Sysctls,
  TransformPolicy,
} from '../facts/index.ts';
import type { Ruleset } from '../netfilter/index.ts';
import type { LabFacts } from './trace.ts';

/** A node of which everything is known that a packet may meet on its way through. */
export interface Node {
  readonly name: string;
  readonly interfaces: readonly Interface[];
  readonly routes: readonly Route[];
  readonly routingRules: readonly RoutingRule[];
  readonly neighbours: readonly Neighbour[];
  readonly sysctls: Sysctls;
  readonly rules: Ruleset;
  /** Needed at the packet's end only. */
  readonly listeners: readonly Listener[] | undefined;
  /** Needed by bridges only. */
  readonly fdb: readonly FdbEntry[] | undefined;
  readonly diversions: Diversions | undefined;
  readonly transforms: readonly TransformPolicy[] | undefined;
}

/** Undefined when a fact of it could not be read. */
export function nodeOf(facts: LabFacts, name: string): Node | undefined {
  const { interfaces, routes, routingRules, neighbours, sysctls, rules, listeners, fdb, diversions, transforms } =
    facts.nodes[name] ?? {};
  if (!interfaces || !routes || !routingRules || !neighbours || !sysctls || !rules) return undefined;
  return { name, interfaces, routes, routingRules, neighbours, sysctls, rules, listeners, fdb, diversions, transforms };
}

export function deviceOf(node: Node, name: string): Interface | undefined {
  return node.interfaces.find((one) => one.name === name);
}

/** A device's switches as the kernel uses them: most are joined with those of `all` (include/linux/inetdevice.h). */
export function switchesOf({ sysctls: { conf } }: Node, device: string): Required<InterfaceSwitches> | undefined {
  const { all, [device]: own } = conf;
  if (!all || !own) return undefined;
  const either = (read: (switches: InterfaceSwitches) => boolean | undefined): boolean =>
    Boolean(read(own) || read(all));
  return {
    forwarding: own.forwarding,
    rpFilter: Math.max(own.rpFilter, all.rpFilter),
    routeLocalnet: either((one) => one.routeLocalnet),
    acceptLocal: either((one) => one.acceptLocal),
    arpIgnore: Math.max(own.arpIgnore ?? 0, all.arpIgnore ?? 0),
    arpFilter: either((one) => one.arpFilter),
    proxyArp: either((one) => one.proxyArp),
    ignoreLinkdown: either((one) => one.ignoreLinkdown),
    srcValidMark: either((one) => one.srcValidMark),
  };
}

/** Addresses that the node takes for its own. */
export function localAddresses({ interfaces, routes }: Node): readonly string[] {
  const routed = routes.flatMap(({ type, dst }) => (type === 'local' && !dst.includes('/') ? [dst] : []));
  return [...new Set([...routed, ...interfaces.flatMap(({ addresses }) => addresses.map(({ local }) => local))])];
}
