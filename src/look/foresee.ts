import { machinesOf, type Scene } from '../course/scene.ts';
import { accessLog, type Fetch, type FetchRequest, type Hit, optional } from '../facts/index.ts';
import { ok } from '../result.ts';
import type { FactRequest, Readings } from '../round/index.ts';
import { labFactsOf, nodesIn, type Trace, trace } from '../trace/index.ts';
import type { Check, CheckResult, Verdict } from '../verify/check.ts';
import { judge } from '../verify/index.ts';
import { withOneCause } from '../verify/one-cause.ts';
import { addressOf, fetchOf } from './walks.ts';

/**
 * A request that was not answered yet, and that the walk says will die: with the verdict that this would mean. It is no
 * verdict: only what was really sent counts.
 */
export interface Foreseen {
  readonly check: Check;
  readonly verdict: Extract<Verdict, { readonly verdict: 'fail' }>;
  readonly trace: Trace;
}

/**
 * Which of the requests that have not ended (`isOpen`) will die, and of what. `readings`: the facts so far, with all that
 * walks need. The checks are judged as if each had ended as its walk does; what chance decides, or is not known, is left out.
 */
export function foresee(
  checks: readonly Check[],
  readings: Readings,
  isOpen: (request: FetchRequest) => boolean,
  scene: Scene,
): readonly Foreseen[] {
  const machines = machinesOf(scene);
  const walked = walksOf(checks, readings, isOpen, scene);
  const results = judge(checks, asIf(readings, [...walked.values()]), scene.params);
  return results.flatMap(({ check, verdict }) => {
    const walk = walked.get(check)?.trace;
    const told = walk ? withOneCause(verdict, { trace: walk, fit: 'same' }, machines) : verdict;
    return walk && told.verdict === 'fail' ? [{ check, verdict: told, trace: walk }] : [];
  });
}

interface Ended {
  readonly request: FetchRequest;
  readonly trace: Trace;
  readonly fetch: Fetch;
  readonly hit: Hit | undefined;
}

function walksOf(
  checks: readonly Check[],
  readings: Readings,
  isOpen: (request: FetchRequest) => boolean,
  scene: Scene,
): ReadonlyMap<Check, Ended> {
  const facts = labFactsOf(readings, nodesIn(readings, machinesOf(scene)));
  return new Map(
    checks.flatMap((check) => {
      const request = fetchOf(check, scene.params);
      const to = request && isOpen(request) ? addressOf(request, readings) : undefined;
      if (!request || to === undefined) return [];
      const { from, url } = request.question;
      const ended = endedAs(request, trace(facts, { from, to, proto: 'tcp', port: Number(new URL(url).port) || 80 }));
      return ended ? [[check, ended] as const] : [];
    }),
  );
}

/** Undefined: nobody knows how it will end. */
function endedAs(request: FetchRequest, walk: Trace): Ended | undefined {
  const { outcome, server, client } = walk.expected;
  if (outcome === 'unknown' || walk.branches) return undefined;
  const token = `foreseen-${request.key}`;
  return {
    request,
    trace: walk,
    fetch: { outcome, ...(outcome === 'answered' ? { status: 200 } : {}), message: '', token },
    hit: server !== undefined && client !== undefined ? { server, client, token } : undefined,
  };
}

/** The readings, and how these requests end. */
function asIf(readings: Readings, ended: readonly Ended[]): Readings {
  const fetches = new Map(ended.map(({ request, fetch }) => [request.key, fetch]));
  const known = readings.read(optional(accessLog()));
  const log = [...((known.ok && known.value) || []), ...ended.flatMap(({ hit }) => hit ?? [])];
  const instead = ({ key }: FactRequest<unknown>): unknown => (key === accessLog().key ? log : fetches.get(key));
  return {
    read: (request) => {
      const value = instead(request);
      return value === undefined
        ? readings.read(request)
        : (ok(value) as ReturnType<typeof readings.read<typeof request>>);
    },
    ms: (request) => readings.ms(request),
  };
}

/**
 * Those of which we were wrong: the request that was really sent ended otherwise, or of something else, in the same state of
 * the lab. That is our bug. What an earlier check blocks now was not contradicted; nor was a failure that nobody could walk:
 * its own diagnosis is only a suspicion.
 */
export function refuted(foreseen: readonly Foreseen[], results: readonly CheckResult[]): readonly Foreseen[] {
  return foreseen.filter(({ check, verdict: told }) => {
    const result = results.find((one) => one.check.id === check.id);
    if (result?.verdict.verdict !== 'fail') return result?.verdict.verdict === 'pass';
    return result.walk !== undefined && result.verdict.diagnosis?.id !== told.diagnosis?.id;
  });
}
