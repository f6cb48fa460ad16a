import type { Params } from '../course/params.ts';
import { machinesOf, type Scene } from '../course/scene.ts';
import { accessLog, dns, type Fetch, type FetchRequest, type Hit, isFetch, optional } from '../facts/index.ts';
import type { MessageId } from '../i18n/catalogue.ts';
import { text } from '../i18n/text.ts';
import { parseAddress } from '../ipv4.ts';
import { withoutGuards } from '../netfilter/index.ts';
import type { FactRequest, Readings } from '../round/index.ts';
import { type CheckWalk, type LabFacts, labFactsOf, nodesIn, type Trace, trace, traceNeeds } from '../trace/index.ts';
import type { Check, CheckResult, Verdict } from '../verify/check.ts';
import { withOneCause } from '../verify/one-cause.ts';

/** The request that a check is about; absent: it sends none. */
export const fetchOf = (check: Check, params: Params): FetchRequest | undefined =>
  Object.values(check.needs(params)).find(isFetch);

/** Its verdict begins with where the packet ended. */
export const failsAtFetch = ({ check, verdict }: CheckResult, params: Params): boolean =>
  verdict.verdict === 'fail' && fetchOf(check, params) !== undefined;

/** It came through, as far as its caller and the server say. */
export const passesAtFetch = ({ check, verdict }: CheckResult, params: Params): boolean =>
  verdict.verdict === 'pass' && fetchOf(check, params) !== undefined;

/** What walks of these checks' requests need, besides their fetches. */
export function walkNeeds(checks: readonly Check[], readings: Readings, scene: Scene): readonly FactRequest<unknown>[] {
  const names = checks
    .flatMap((check) => fetchOf(check, scene.params) ?? [])
    .flatMap((request) => nameOf(request) ?? []);
  return [...traceNeeds(nodesIn(readings, machinesOf(scene))), ...names.map(optional)];
}

/**
 * The same before anybody knows which containers there are: of the nodes that the course knows. Looked at when the requests are
 * over: what neighbours have learned of each other is part of it.
 */
export const walkNeedsAfter = ({ nodes }: Pick<Scene, 'nodes'>): readonly FactRequest<unknown>[] =>
  traceNeeds(nodes.map(({ name }) => name)).map((request) => ({ ...request, phase: 'late' }));

/**
 * The results with the walks of their requests, and what these tell of the cause. `readings`: of the round, and of what `walkNeeds` names, all of the same
 * state of the lab. A request that was not sent (its fetch could not be made, its name was not found) has no walk.
 */
export function withWalks(
  results: readonly CheckResult[],
  readings: Readings,
  scene: Scene,
  sees: (facts: LabFacts) => LabFacts = (facts) => facts,
): readonly CheckResult[] {
  const machines = machinesOf(scene);
  const facts = sees(labFactsOf(readings, nodesIn(readings, machines)));
  const log = readings.read(optional(accessLog()));
  return results.map((result) => {
    const request = fetchOf(result.check, scene.params);
    if (!request) return result;
    const reading = readings.read(optional(request));
    const got = reading.ok ? reading.value : undefined;
    const to = addressOf(request, readings);
    if (!got || to === undefined || got.outcome === 'dns') return result;
    const { from, url } = request.question;
    // Asked from an address that is not its node's first: the walk would be another packet's.
    if (request.question.source !== undefined) return result;
    const walked = trace(facts, { from, to, proto: 'tcp', port: Number(new URL(url).port) || 80 });
    const hit = log.ok ? log.value?.find(({ token }) => token === got.token) : undefined;
    const walk = { trace: walked, fit: fitOf(walked, got, hit) };
    return { ...result, verdict: withOneCause(result.verdict, walk, machines), walk };
  });
}

/**
 * Requests that came through have to be such as the lab's links, routes and rules let through, to the same server, from the same
 * address: else somebody else has carried them, and they are not judged. Nor where a rule has a say that nobody here can follow.
 */
export function believable(results: readonly CheckResult[], readings: Readings, scene: Scene): readonly CheckResult[] {
  const passing = results.filter((result) => passesAtFetch(result, scene.params));
  const walked = new Map(withWalks(passing, readings, scene, unguarded).map((result) => [result.check, result.walk]));
  return results.map((result) => {
    const walk = walked.get(result.check);
    const verdict = walk && doubtOf(walk);
    return walk && verdict ? { ...result, verdict, walk } : result;
  });
}

/** Rules against too many say nothing against the few of a look. */
const unguarded = ({ nodes, ...rest }: LabFacts): LabFacts => ({
  ...rest,
  nodes: Object.fromEntries(
    Object.entries(nodes).map(([name, node]) => [
      name,
      node?.rules ? { ...node, rules: withoutGuards(node.rules) } : node,
    ]),
  ),
});

/** What hangs on the learner's own doing, and not on what was not looked at: on machines beyond, on a neighbour's memory. */
const unread: ReadonlySet<string> = new Set<MessageId>([
  'trace.unknown.rule',
  'trace.unknown.too-many-rules',
  'trace.unknown.routing-rule',
  'trace.unknown.opaque',
]);

function doubtOf(walk: CheckWalk): Verdict | undefined {
  if (walk.fit === 'same') return undefined;
  const { reason, disposition } = walk.trace;
  if (walk.fit === 'open' && !unread.has(reason.id)) return undefined;
  if (walk.fit === 'open')
    return { verdict: 'error', cause: text('learn.request-unread', { reason }), unjudged: 'unread' };
  const cause = text('learn.request-contradicts', { disposition: text(`trace.is.${disposition}`), reason });
  return { verdict: 'error', cause, unjudged: 'contradicts' };
}

/** Of a URL with a name in it: what the sender's own resolver says. */
function nameOf({ question: { from, url } }: FetchRequest): ReturnType<typeof dns> | undefined {
  const { hostname } = new URL(url);
  return parseAddress(hostname) === undefined ? dns(from, hostname) : undefined;
}

/** Where it is sent; undefined: its name is not known. */
export function addressOf(request: FetchRequest, readings: Readings): string | undefined {
  const name = nameOf(request);
  if (!name) return new URL(request.question.url).hostname;
  const answer = readings.read(name);
  return answer.ok ? answer.value.addresses[0] : undefined;
}

/** Whoever answered wrote it into his log; a server that keeps none can neither confirm nor contradict the walk. */
function fitOf({ expected }: Trace, got: Fetch, hit: Hit | undefined): CheckWalk['fit'] {
  if (expected.outcome === 'unknown') return 'open';
  if (expected.outcome !== got.outcome) return 'differs';
  return !hit || (hit.server === expected.server && hit.client === expected.client) ? 'same' : 'differs';
}
