import type { FetchOutcome, Hit, Live, Sighting } from '../facts/index.ts';
import { type Text, text } from '../i18n/text.ts';
import type { HookName, Ruleset } from '../netfilter/index.ts';
import type { Expected, Hop, LabFacts, Trace, Tuple } from './trace.ts';

/** What an instrument said of one predicted hop. */
export interface ComparedHop {
  readonly leg: 'request' | 'reply';
  readonly hop: Hop;
  /** `invisible`: no instrument shows such a hop, or the one that would did not come up. */
  readonly seen: 'seen' | 'not-seen' | 'invisible';
  /** What was seen, as the instrument printed it. */
  readonly evidence?: string;
}

/** Prediction and reality side by side. */
export interface Comparison {
  readonly hops: readonly ComparedHop[];
  readonly observed: Observed;
  /** What contradicts the prediction; each is our bug. Empty when both agree, and where nothing was predicted for sure. */
  readonly disagreements: readonly Text[];
}

export interface Observed extends Omit<Expected, 'outcome'> {
  readonly outcome: FetchOutcome;
}

/** Sets the walk beside what all instruments saw of the same packet. `hits`: the round's access logs. */
export function compare(trace: Trace, live: Live, hits: readonly Hit[], facts: LabFacts): Comparison {
  const observed = observedOf(live, hits);
  const legs = [
    ...trace.hops.map((hop) => ({ leg: 'request' as const, hop })),
    ...(trace.reply ?? []).map((hop) => ({ leg: 'reply' as const, hop })),
  ];
  const hops = legs.map((one) => ({ ...one, ...lookFor(one.hop, one.leg, live, facts) }));
  const certain = trace.disposition !== 'not-enough-information';
  return { hops, observed, disagreements: certain ? [...ends(trace.expected, observed), ...lost(hops)] : [] };
}

function observedOf({ probe }: Live, hits: readonly Hit[]): Observed {
  const hit = hits.find(({ token }) => token === probe.token);
  return {
    outcome: probe.outcome,
    ...(hit ? { server: hit.server, client: hit.client } : {}),
  };
}

/** The end of the journey as its caller sees it: this alone decides whether the prediction was right. */
function ends(expected: Expected, observed: Observed): readonly Text[] {
  if (expected.outcome === 'unknown') return [];
  if (expected.outcome !== observed.outcome) {
    return [text('trace.live.outcome', { predicted: expected.outcome, observed: observed.outcome })];
  }
  const differs = (['server', 'client'] as const).filter((what) => (expected[what] ?? '') !== (observed[what] ?? ''));
  return differs.map((what) =>
    text('trace.live.who', { what, predicted: expected[what] ?? '-', observed: observed[what] ?? '-' }),
  );
}

/** A hop that an instrument would have shown and did not, although a later one was seen or should have been. */
function lost(hops: readonly ComparedHop[]): readonly Text[] {
  const missing = hops.find(({ seen }) => seen === 'not-seen');
  if (!missing) return [];
  const { node, device } = missing.hop;
  return [text('trace.live.lost', { node, device: device ?? missing.hop.stage.kind })];
}

type Look = Pick<ComparedHop, 'seen' | 'evidence'>;

const invisible: Look = { seen: 'invisible' };

function lookFor(hop: Hop, leg: ComparedHop['leg'], live: Live, facts: LabFacts): Look {
  // Captures and marks are for what is inside.
  if (hop.carrying) return invisible;
  if (hop.stage.kind === 'cable') return crossed(hop, leg, live);
  if (hop.stage.kind === 'hook') return decided(hop, leg, hop.stage.hook, live, facts.nodes[hop.node]?.rules);
  return invisible;
}

const isUnobservable = ({ unobservable }: Live, node: string, ...instruments: readonly string[]): boolean =>
  unobservable.some((one) => one.node === node && instruments.includes(one.instrument));

/** A packet that crosses a cable is captured where it goes out. */
function crossed({ node, device, packet, decision }: Hop, leg: ComparedHop['leg'], live: Live): Look {
  if (decision !== 'pass' || device === undefined || isUnobservable(live, node, 'capture')) return invisible;
  const sighting = live.sightings.find(
    (one) => one.node === node && one.device === device && one.direction === 'out' && carries(one, leg, packet),
  );
  return sighting ? { seen: 'seen', evidence: inWords(sighting) } : { seen: 'not-seen' };
}

/** Later packets of the connection are no proof that the first one was there. */
function carries({ what }: Sighting, leg: ComparedHop['leg'], packet: Tuple): boolean {
  if (what.kind === 'arp' || !fits(packet, what.tuple)) return false;
  if (what.kind === 'icmp') return true;
  return leg === 'request' ? what.flags === 'S' : what.flags === 'S.' || what.flags.startsWith('R');
}

/** Ports that the prediction leaves open (the client's own) may be any. */
const fits = (predicted: Tuple, seen: Tuple): boolean =>
  predicted.src === seen.src &&
  predicted.dst === seen.dst &&
  (predicted.sport === undefined || predicted.sport === seen.sport) &&
  (predicted.dport === undefined || predicted.dport === seen.dport);

function inWords({ device, direction, what }: Sighting): string {
  if (what.kind === 'arp') return `${device} ${direction} arp ${what.asked}`;
  const { src, dst, sport, dport } = what.tuple;
  const [from, to] = sport === undefined ? [src, dst] : [`${src}:${sport}`, `${dst}:${dport}`];
  return `${device} ${direction} ${from} > ${to} ${what.kind === 'tcp' ? `[${what.flags}]` : what.words}`;
}

/** nf_tables tells what its chains did; legacy tables and hooks without a chain leave no trace. */
function decided(hop: Hop, leg: ComparedHop['leg'], hook: HookName, live: Live, rules: Ruleset | undefined): Look {
  if (isUnobservable(live, hop.node, 'mark', 'trace')) return invisible;
  const chains = (rules?.chains ?? []).filter(
    ({ base, backend }) => base?.hook === hook && backend !== 'iptables-legacy',
  );
  const events = live.rules.filter(
    (one) =>
      one.node === hop.node &&
      chains.some(({ family, table, name }) => family === one.family && table === one.table && name === one.chain),
  );
  const wanted = hop.decision === 'stop' ? ['drop', 'other'] : ['accept'];
  const event = events.find(
    ({ verdict, packet }) =>
      wanted.includes(verdict) && (!packet || (isOfLeg(packet, leg, live.clientPort) && near(packet, hop.packet))),
  );
  if (event) {
    const by = event.rule ?? 'policy';
    return { seen: 'seen', evidence: `${event.table} ${event.chain} ${event.verdict}: ${by}` };
  }
  return invisible;
}

/** A hook sees the packet before its own translation, the hop tells it after: one end is enough. */
const near = (seen: Tuple, reported: Tuple): boolean => seen.src === reported.src || seen.dst === reported.dst;

/** The client's port is a source on the way out and a destination on the way back. */
const isOfLeg = ({ sport, dport }: Tuple, leg: ComparedHop['leg'], client: number | undefined): boolean =>
  client === undefined || (leg === 'request' ? sport : dport) === client;
