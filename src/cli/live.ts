import { accessLog, fetch, type Live, watched } from '../facts/index.ts';
import type { Lab, LabFailure } from '../lab/lab.ts';
import { observeRound } from '../look/stable.ts';
import { within } from '../look/time-limit.ts';
import { err, ok, type Result } from '../result.ts';
import { type Readings, readingsOf } from '../round/index.ts';
import {
  type Comparison,
  compare,
  type Flow,
  type Grown,
  grown,
  labFactsOf,
  rulesetAfter,
  type Trace,
  trace,
  traceNeeds,
} from '../trace/index.ts';

/** A packet that was walked and sent, over the facts of one round. */
export interface Sent {
  readonly trace: Trace;
  readonly live: Live;
  readonly comparison: Comparison;
  readonly counters: readonly Grown[];
}

/** Outside of what kernels choose by themselves (net.ipv4.ip_local_port_range), so the connection is surely a new one. */
const localPort = (): number => 20_000 + Math.floor(Math.random() * 10_000);

/** Looks, sends the packet with every instrument on, and looks at the counters again: one script. TCP only. */
export async function sendForReal(
  lab: Lab,
  nodes: readonly string[],
  flow: Flow & { readonly port: number },
): Promise<Result<Sent, LabFailure>> {
  const url = `http://${flow.to}:${flow.port}/`;
  const probe = watched(fetch({ from: flow.from, url, localPort: localPort() }));
  const after = nodes.map((node) => ({ node, request: rulesetAfter(node) }));
  const requests = [...traceNeeds(nodes), probe, accessLog(), ...after.map(({ request }) => request)];
  const round = await observeRound(lab, requests);
  if (!round.ok) return round;
  const judged = within(() => sentOf(readingsOf(round.value), nodes, flow, probe, after));
  return judged.ok ? judged.value : judged;
}

type After = readonly { readonly node: string; readonly request: ReturnType<typeof rulesetAfter> }[];

/** What the round says of the packet, walked and sent. */
function sentOf(
  readings: Readings,
  nodes: readonly string[],
  flow: Flow,
  probe: ReturnType<typeof watched>,
  after: After,
): Result<Sent, LabFailure> {
  const facts = labFactsOf(readings, nodes);
  const [live, hits] = [readings.read(probe), readings.read(accessLog())];
  if (!live.ok) return err({ code: 'round-broken', text: live.error.text });
  if (!hits.ok) return err({ code: 'round-broken', text: hits.error.text });
  const walked = trace(facts, flow);
  const counters = after.flatMap(({ node, request }) => {
    const [before, now] = [facts.nodes[node]?.rules, readings.read(request)];
    return before && now.ok ? grown(node, before, now.value) : [];
  });
  return ok({ trace: walked, live: live.value, comparison: compare(walked, live.value, hits.value, facts), counters });
}
