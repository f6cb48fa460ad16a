import { type Text, text } from '../i18n/text.ts';
import { arpGate } from './arp-gate.ts';
import { type EndText, endText } from './ends.ts';
import { lookup, selectAddress } from './fib.ts';
import { inputRoute } from './input-route.ts';
import { deviceOf, localAddresses, type Node, switchesOf } from './node.ts';
import { type Listening, type Segment, segmentFrom } from './segment.ts';
import type { Hop } from './trace.ts';
import { isUplink } from './uplink.ts';
import { choose, enter, type Fate, hop, isFate, type Loss, type Parcel, stop, unknown, type Walk } from './walk.ts';

/** The MAC address of the next hop. `failed`: nobody answers, so after three seconds the packet is given up. */
export type Resolved =
  | { readonly found: 'mac'; readonly mac: string; readonly how: Text; readonly evidence?: string }
  | Unanswered;
type Unanswered =
  | { readonly found: 'nobody'; readonly how: EndText }
  /** A tunnel loses the question, or the answer. */
  | { readonly found: 'nobody-beyond'; readonly how: Text; readonly loss: Loss };

/** The MAC address that is for all. */
const everybody = 'ff:ff:ff:ff:ff:ff';

const key = (node: string, device: string, address: string): string => `${node} ${device} ${address}`;

/** What a node knows by itself, or learns by asking: neigh_resolve_output() and arp_solicit(). */
export function resolve(walk: Walk, node: Node, device: string, nextHop: string, parcel: Parcel): Resolved | Fate {
  const entry = node.neighbours.find(({ address, dev }) => address === nextHop && dev === device);
  const has = (...states: readonly string[]): boolean => states.some((state) => entry?.states.includes(state));
  const values = { node: node.name, device, address: nextHop };
  const cached = (mac: string): Resolved => ({
    found: 'mac',
    mac,
    how: text('trace.neighbour.cached', { ...values, mac }),
    evidence: `${nextHop} dev ${device} lladdr ${mac} ${entry?.states.join(',') ?? ''}`.trimEnd(),
  });
  if (entry?.mac !== undefined && has('PERMANENT', 'NOARP')) return cached(entry.mac);
  const learned = walk.learned.get(key(node.name, device, nextHop));
  if (learned !== undefined)
    return { found: 'mac', mac: learned, how: text('trace.neighbour.learned', { ...values, mac: learned }) };
  const own = deviceOf(node, device);
  // Whoever does not ask sends to its own address (arp_constructor), which nobody else takes for theirs.
  if (own?.noArp)
    return { found: 'mac', mac: own.mac, how: text('trace.neighbour.no-arp', { ...values, mac: own.mac }) };
  const asked = ask(walk, node, device, nextHop, parcel);
  if (entry?.mac === undefined || !has('REACHABLE', 'STALE', 'DELAY', 'PROBE')) return settle(walk, asked, values);
  // Of machines that nobody looks at, an entry is all that is known; while it is being probed, it is still used.
  const isBeyond = own !== undefined && isUplink(node, own) && has('DELAY', 'PROBE');
  return remembered(walk, cached(entry.mac), entry.mac, asked, {
    isFresh: isBeyond || has('REACHABLE', 'STALE'),
    values,
  });
}

type Values = { readonly node: string; readonly device: string; readonly address: string };

/** Everybody who would answer. */
interface Answers {
  /** Questions and answers that a tunnel lost. */
  readonly losses: readonly Loss[];
  readonly answers: readonly Listening[];
  /** Who learns the asker's address by it. */
  learn(): void;
}

/**
 * An entry that is there is used, and outlives a fetch; one that is being probed already may not. When somebody else
 * would answer, either may have been in use: two machines with one address take turns.
 */
function remembered(
  walk: Walk,
  cached: Resolved,
  mac: string,
  asked: Answers | Fate,
  { isFresh, values }: { readonly isFresh: boolean; readonly values: Values },
): Resolved | Fate {
  if (isFate(asked)) return isFresh ? cached : asked;
  const others = asked.answers.filter(({ device }) => device.mac !== mac);
  const isCached = others.length === 0 && (isFresh || asked.answers.length > 0);
  if (isCached || choose(walk, [true, false], text('trace.unknown.neighbour', values))) return cached;
  return settle(walk, asked, values);
}

/** One of those who answer. */
function settle(walk: Walk, asked: Answers | Fate, values: Values): Resolved | Fate {
  if (isFate(asked)) return asked;
  asked.learn();
  const [one, ...others] = asked.answers;
  const [loss] = asked.losses;
  if (!one && loss) return { found: 'nobody-beyond', how: text('trace.neighbour.asks', values), loss };
  if (!one) return { found: 'nobody', how: endText('trace.neighbour.nobody', values) };
  const count = asked.answers.length;
  const chosen = choose(walk, [one, ...others], text('trace.unknown.twins', { ...values, count }));
  const { mac } = chosen.device;
  return { found: 'mac', mac, how: text('trace.neighbour.answers', { ...values, mac, who: chosen.node }) };
}

/** Asks the whole segment by ARP. */
function ask(walk: Walk, node: Node, device: string, nextHop: string, parcel: Parcel): Answers | Fate {
  const values = { node: node.name, device, address: nextHop };
  const { src } = parcel.tuple;
  const asker = localAddresses(node).includes(src) ? src : selectAddress(node, device, nextHop, 'link');
  const one = deviceOf(node, device);
  const mac = one?.mac ?? '';
  const leaves = { kind: 'leaves', node: node.name, device } as const;
  const question = { gate: arpGate(walk), passing: { protocol: 'arp', target: nextHop } } as const;
  const segment = segmentFrom(walk, leaves, { ...question, frame: { to: everybody, from: mac } });
  if (segment.unobservable === `${node.name} ${device}` && one && isUplink(node, one))
    return unknown(text('trace.unknown.beyond', values));
  if (segment.unobservable !== undefined)
    return unknown(text('trace.unknown.segment', { ...values, place: segment.unobservable }));
  if (arpRulesOf(node)) return unknown(text('trace.unknown.arp-rules', { node: node.name }));
  const answers: Listening[] = [];
  const losses = [...segment.losses];
  for (const end of segment.heardBy) {
    if (end.device.noArp) continue;
    const answer = answersTo(walk, end, nextHop, asker);
    if (typeof answer !== 'boolean') return answer;
    if (!answer) continue;
    const back = wayBack(walk, end, mac, asker ?? '0.0.0.0');
    if (back.heardBy.some((heard) => heard.node === node.name && heard.device.name === device)) answers.push(end);
    else losses.push(...back.losses);
  }
  return { answers, losses, learn: () => learn(walk, segment.heardBy, answers, asker, mac) };
}

const arpRulesOf = ({ rules: { chains } }: Node): boolean =>
  chains.some(({ family, base, rules }) => family === 'arp' && (rules.length > 0 || base?.policy === 'drop'));

/** The answer is a frame for one, and takes the same way back; unless a bridge on it takes that address for its own. */
function wayBack(walk: Walk, { node, device }: Listening, mac: string, asker: string): Segment {
  const frame = { to: mac, from: device.mac };
  const passing = { protocol: 'arp', target: asker } as const;
  const leaves = { kind: 'leaves', node, device: device.name } as const;
  return segmentFrom(walk, leaves, { gate: arpGate(walk), passing, frame, isForOne: true });
}

/** The packet that waits for an answer is given up after three questions. */
export function unanswered(
  walk: Walk,
  node: Node,
  at: Pick<Hop, 'device' | 'stage'>,
  parcel: Parcel,
  { found, how, ...more }: Unanswered,
): Fate {
  const rejection = { kind: 'rejected', node, parcel, message: 'icmp-host-unreachable' } as const;
  if (found === 'nobody')
    return stop(
      walk,
      node,
      parcel,
      { ...at, detail: how },
      { ...rejection, disposition: 'neighbour-unreachable', reason: how },
    );
  const { loss } = more as { readonly loss: Loss };
  hop(walk, node, parcel, { ...at, decision: 'pass', detail: how });
  walk.hops.push(...loss.hops);
  return { ...rejection, disposition: loss.disposition, reason: loss.reason };
}

/** Whether a node answers a question for an address: arp_process(). `asker` absent: the question has no sender address. */
function answersTo(walk: Walk, end: Listening, address: string, asker: string | undefined): boolean | Fate {
  const node = enter(walk, end.node);
  if (isFate(node)) return node;
  if (arpRulesOf(node)) return unknown(text('trace.unknown.arp-rules', { node: node.name }));
  const device = end.device.name;
  const switches = switchesOf(node, device);
  if (!switches) return unknown(text('trace.unknown.switches', { node: node.name, device }));
  const route = asker === undefined ? ownRoute(node, address) : inputRoute(node, device, asker, address);
  if (route.kind === 'unknown') return route;
  if (route.kind === 'forward' && switches.proxyArp && route.dev !== device) {
    return unknown(text('trace.unknown.proxy-arp', { node: node.name, device }));
  }
  if (route.kind !== 'local') return false;
  if (switches.arpFilter && asker !== undefined) {
    const back = lookup(node, { dst: asker, src: address });
    if (back.kind === 'unknown') return back;
    if (back.kind !== 'route' || back.route.dev !== device) return false;
  }
  switch (switches.arpIgnore) {
    case 0:
      return true;
    case 1:
      return end.device.addresses.some(({ local }) => local === address);
    case 8:
      return false;
    default:
      return unknown(text('trace.unknown.switches', { node: node.name, device }));
  }
}

function ownRoute(node: Node, address: string): ReturnType<typeof inputRoute> {
  return localAddresses(node).includes(address) ? { kind: 'local' } : { kind: 'broadcast' };
}

/** Whoever answers learns the asker's address from the question; whoever knew it already, corrects it. */
function learn(
  walk: Walk,
  heardBy: readonly Listening[],
  answers: readonly Listening[],
  asker: string | undefined,
  mac: string,
): void {
  if (asker === undefined) return;
  for (const end of heardBy) {
    if (end.device.noArp) continue;
    const name = end.device.name;
    const knew = walk.facts.nodes[end.node]?.neighbours?.some(({ address, dev }) => address === asker && dev === name);
    if (knew || answers.includes(end)) walk.learned.set(key(end.node, name, asker), mac);
  }
}
