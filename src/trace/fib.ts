import type { Route, RoutingRule } from '../facts/index.ts';
import type { Text } from '../i18n/text.ts';
import { text } from '../i18n/text.ts';
import { inRange, parseAddress, parseRange } from '../ipv4.ts';
import type { Mark } from './entry.ts';
import { deviceOf, type Node, switchesOf } from './node.ts';

/**
 * What the tables say about one destination. `error`: a route or a routing rule says no, and by which error; `by` is its
 * text.
 */
export type Lookup =
  | { readonly kind: 'route'; readonly route: Route & { readonly dev: string } }
  | { readonly kind: 'error'; readonly error: RouteError; readonly by: string; readonly what: 'route' | 'rule' }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: Text };

export type RouteError = 'invalid' | 'host-unreachable' | 'net-unreachable' | 'prohibited';

/** fib_props, for routes. */
const routeErrors = { blackhole: 'invalid', unreachable: 'host-unreachable', prohibit: 'prohibited' } as const;
/** fib4_rule_action, for rules: "unreachable" is another error there. */
const ruleErrors = { ...routeErrors, unreachable: 'net-unreachable' } as const;

export interface LookupKey {
  readonly dst: string;
  /** Absent: not chosen yet. */
  readonly src?: string;
  /** Where the packet came in; absent: made by this node. */
  readonly iif?: string;
  /** It has to leave by this device; absent: by any. */
  readonly oif?: string;
  /** Of the packet. Absent: none (0). */
  readonly mark?: Mark;
}

const inBlock = (address: string | undefined, block: string): boolean => {
  const [number, range] = [parseAddress(address ?? '0.0.0.0'), parseRange(block)];
  return number !== undefined && range !== undefined && inRange(number, range);
};

type Conditions = Pick<RoutingRule, 'from' | 'to' | 'iif' | 'fwmark'>;

/** Whether these fit (fib_rule_match). */
function fits({ from, to, iif, fwmark }: Conditions, key: LookupKey): boolean {
  if (from !== undefined && !inBlock(key.src, from)) return false;
  if (to !== undefined && !inBlock(key.dst, to)) return false;
  if (fwmark && ((fwmark.value ^ Number(key.mark ?? 0)) & fwmark.mask) !== 0) return false;
  return iif === undefined || iif === (key.iif ?? 'lo');
}

/** Undefined: that depends on what is not understood. */
function applies(rule: RoutingRule, key: LookupKey): boolean | undefined {
  const { fwmark, ...surer } = rule;
  const isKnown = rule.others.length === 0 && !(fwmark && key.mark === 'unknown');
  // All must fit, so one that does not is enough; unless "not" turns the whole of it round.
  if (isKnown) return fits(rule, key) !== (rule.not === true);
  return rule.not || fits(surer, key) ? undefined : false;
}

const prefixLength = ({ dst }: Route): number =>
  dst === 'default' ? 0 : dst.includes('/') ? Number(dst.split('/')[1]) : 32;

function covers(route: Route, dst: string): boolean {
  return route.dst === 'default' || inBlock(dst, route.dst);
}

/** Usable next hops only: what is dead, or has no carrier where that is asked for, is passed over (fib_lookup_good_nhc). */
function usable(node: Node, { flags, dev }: Route): boolean {
  if (flags.includes('dead')) return false;
  return !(flags.includes('linkdown') && dev !== undefined && switchesOf(node, dev)?.ignoreLinkdown);
}

/** Routes of a table to an address: longest prefix first, then the smallest metric. */
export function longestFirst(node: Node, table: string, dst: string): readonly Route[] {
  return node.routes
    .filter((route) => (route.table ?? 'main') === table && covers(route, dst) && usable(node, route))
    .sort((one, other) => prefixLength(other) - prefixLength(one) || (one.metric ?? 0) - (other.metric ?? 0));
}

/** The first of them; `throw` means "ask the next table". */
function inTable(node: Node, table: string, { dst, oif }: LookupKey): Lookup | 'next' {
  const route = longestFirst(node, table, dst).find(({ dev }) => oif === undefined || dev === undefined || dev === oif);
  if (!route || route.type === 'throw') return 'next';
  const { type, dev } = route;
  if (type === 'blackhole' || type === 'unreachable' || type === 'prohibit')
    return { kind: 'error', error: routeErrors[type], by: inTableText(route, table), what: 'route' };
  if (route.multipath || dev === undefined) {
    return { kind: 'unknown', reason: text('trace.unknown.route', { node: node.name, route: routeText(route) }) };
  }
  return { kind: 'route', route: { ...route, dev } };
}

/** A route that was found and is too general for the rule (fib4_rule_suppress); one that says no is none of these. */
const isSuppressed = ({ suppresses }: RoutingRule, answer: Lookup): boolean =>
  suppresses !== undefined && answer.kind === 'route' && prefixLength(answer.route) <= suppresses;

/** The kernel's decision, as fib_lookup() makes it: table after table in the order of the routing rules. */
export function lookup(node: Node, key: LookupKey): Lookup {
  const rules = [...node.routingRules].sort((one, other) => one.priority - other.priority);
  for (const rule of rules) {
    const takes = applies(rule, key);
    if (takes === false) continue;
    if (takes && rule.refuses)
      return { kind: 'error', error: ruleErrors[rule.refuses], by: ruleText(rule), what: 'rule' };
    if (!takes || rule.table === undefined) {
      const reason = text('trace.unknown.routing-rule', { node: node.name, priority: rule.priority });
      return { kind: 'unknown', reason };
    }
    const answer = inTable(node, rule.table, key);
    if (answer !== 'next' && !isSuppressed(rule, answer)) return answer;
  }
  return { kind: 'none' };
}

const inTableText = (route: Route, table: string): string =>
  table === 'main' ? routeText(route) : `${routeText(route)} table ${table}`;

/** As `ip route` prints it. */
export function routeText({ type, dst, gateway, dev, metric }: Route): string {
  const words = [
    ...(type === 'unicast' ? [] : [type]),
    dst,
    ...(gateway === undefined ? [] : ['via', gateway]),
    ...(dev === undefined ? [] : ['dev', dev]),
    ...(metric === undefined ? [] : ['metric', String(metric)]),
  ];
  return words.join(' ');
}

/** As `ip rule` prints it, but for its priority. */
function ruleText({ not, from, to, fwmark, iif, refuses }: RoutingRule): string {
  const words = [
    ...(not ? ['not'] : []),
    'from',
    from ?? 'all',
    ...(to === undefined ? [] : ['to', to]),
    ...(fwmark ? ['fwmark', `0x${fwmark.value.toString(16)}`] : []),
    ...(iif === undefined ? [] : ['iif', iif]),
    ...(refuses ? [refuses] : []),
  ];
  return words.join(' ');
}

const scopes: { readonly [name: string]: number } = { global: 0, site: 200, link: 253, host: 254, nowhere: 255 };
const rank = (scope: string): number => scopes[scope] ?? (Number(scope) || 0);

/** The address that the kernel chooses for a device towards a next hop (inet_select_addr); undefined: it has none. */
export function selectAddress(node: Node, device: string, towards?: string, scope = 'global'): string | undefined {
  const fits = (name: string) =>
    (deviceOf(node, name)?.addresses ?? []).filter((one) => !one.secondary && rank(one.scope) <= rank(scope));
  const own = fits(device);
  const sameNetwork = own.find((one) => towards !== undefined && inBlock(towards, `${one.local}/${one.prefixLength}`));
  const chosen = sameNetwork ?? own[0];
  if (chosen) return chosen.local;
  return node.interfaces.flatMap(({ name }) => fits(name)).find((one) => one.scope !== 'link')?.local;
}

/** The source of a packet that this node makes itself. */
export function sourceOf(node: Node, route: Route & { readonly dev: string }, dst: string): string | undefined {
  if (route.source !== undefined) return route.source;
  if (route.type === 'local') return dst;
  return selectAddress(node, route.dev, route.gateway, route.scope);
}
