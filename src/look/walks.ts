import type { Params } from '../course/params.ts';
import { machinesOf, type Scene } from '../course/scene.ts';
import { accessLog, dns, type Fetch, type FetchRequest, type Hit, isFetch, optional } from '../facts/index.ts';
import { parseAddress } from '../ipv4.ts';
import type { FactRequest, Readings } from '../round/index.ts';
import { type CheckWalk, labFactsOf, nodesIn, type Trace, trace, traceNeeds } from '../trace/index.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { withOneCause } from '../verify/one-cause.ts';

/** The request that a check is about; absent: it sends none. */
export const fetchOf = (check: Check, params: Params): FetchRequest | undefined =>
  Object.values(check.needs(params)).find(isFetch);

/** Its verdict begins with where the packet ended. */
export const failsAtFetch = ({ check, verdict }: CheckResult, params: Params): boolean =>
  verdict.verdict === 'fail' && fetchOf(check, params) !== undefined;

/** What walks of these checks' requests need, besides their fetches. */
export function walkNeeds(checks: readonly Check[], readings: Readings, scene: Scene): readonly FactRequest<unknown>[] {
  const names = checks
    .flatMap((check) => fetchOf(check, scene.params) ?? [])
    .flatMap((request) => nameOf(request) ?? []);
  return [...traceNeeds(nodesIn(readings, machinesOf(scene))), ...names.map(optional)];
}

/**
 * The results with the walks of their requests, and what these tell of the cause. `readings`: of the round, and of what `walkNeeds` names, all of the same
 * state of the lab. A request that was not sent (its fetch could not be made, its name was not found) has no walk.
 */
export function withWalks(results: readonly CheckResult[], readings: Readings, scene: Scene): readonly CheckResult[] {
  const machines = machinesOf(scene);
  const facts = labFactsOf(readings, nodesIn(readings, machines));
  const log = readings.read(optional(accessLog()));
  return results.map((result) => {
    const request = fetchOf(result.check, scene.params);
    if (!request) return result;
    const reading = readings.read(optional(request));
    const got = reading.ok ? reading.value : undefined;
    const to = addressOf(request, readings);
    if (!got || to === undefined || got.outcome === 'dns') return result;
    const { from, url } = request.question;
    const walked = trace(facts, { from, to, proto: 'tcp', port: Number(new URL(url).port) || 80 });
    const hit = log.ok ? log.value?.find(({ token }) => token === got.token) : undefined;
    const walk = { trace: walked, fit: fitOf(walked, got, hit) };
    return { ...result, verdict: withOneCause(result.verdict, walk, machines), walk };
  });
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
