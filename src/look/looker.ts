import type { Params } from '../course/params.ts';
import { containersOf, otherHostsOf, type Scene } from '../course/scene.ts';
import { containers } from '../facts/index.ts';
import type { LabFailure } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import { type FactRequest, planGlance, planRound, type Round, readingsOf, readingsOver } from '../round/index.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { judge, needsOf } from '../verify/index.ts';
import { identitiesOf } from './container-identities.ts';
import { createEarlyLook, type EarlyLook } from './early.ts';
import { refuted } from './foresee.ts';
import type { Looked, Looker, LookOptions } from './look.ts';
import type { Change } from './monitor/notice.ts';
import { touchedBy } from './monitor/touched.ts';
import { failureOf, limits, observe, observeFingerprint, type Place } from './observe.ts';
import { explained, judgeSight, missingForWalks, needsOfLook, type Sight, seenFurther, sightOf } from './sight.ts';
import { observeStable } from './stable.ts';
import { within } from './time-limit.ts';
import { failsAtFetch } from './walks.ts';

/** The last look, and its facts with those that were glanced at, or looked at for a walk, since. */
interface Last {
  readonly checks: string;
  readonly looked: Looked;
  readonly sight: Sight;
}

/** After its quick facts, what a look still does for so long (ms) is work; then it waits for answers, and needs no turn. */
const untilWaiting = 700;

/** Looks at a lab: one script a round, and a second one where a request failed that is to be walked. */
export function createLooker(place: Place, scene: Scene): Looker {
  const { params } = scene;
  const hosts = otherHostsOf(scene);
  let last: Last | undefined;
  const whole = async (checks: readonly Check[], options: LookOptions): Promise<Result<Looked, LabFailure>> => {
    const began = performance.now();
    const since = (): number => Math.round(performance.now() - began);
    const known = options.ifChanged && last?.checks === idsOf(checks) ? last.looked : undefined;
    const requests = needsOfLook(checks, scene);
    const early = earlyOf(place, scene, checks, options);
    let waits: NodeJS.Timeout | undefined;
    const onEarly = (told: Round): void => {
      early?.told(told);
      waits ??= setTimeout(() => options.turn?.release(), untilWaiting);
    };
    const seen = await observeStable(place, requests, {
      hosts,
      signal: options.signal,
      unless: known?.fingerprint,
      onBegin() {
        early?.begin();
        options.onBegin?.();
      },
      onEarly: options.turn || early ? onEarly : undefined,
    });
    clearTimeout(waits);
    const foreseen = early?.end() ?? [];
    if (!seen.ok) {
      last = undefined;
      return err(failureOf(seen.error));
    }
    if (seen.value === 'unchanged') return known ? ok({ ...known, ms: since() }) : err(failureOf({ why: 'unstable' }));
    const judged = await judgeAndWalk(place, scene, checks, sightOf(seen.value.round, requests), options);
    if (!judged.ok) {
      last = undefined;
      return judged;
    }
    const { sight, ...told } = judged.value;
    const wrong = refuted(foreseen, told.results);
    const looked: Looked = {
      ...told,
      ...(wrong.length > 0 ? { refuted: wrong } : {}),
      ms: since(),
      fingerprint: sight.fingerprint,
    };
    last = { checks: idsOf(checks), looked, sight };
    return ok(looked);
  };
  return {
    look: (checks, options = {}) => whole(checks, options).finally(() => options.turn?.release()),
    hosts,
    async glance(checks, changes, signal) {
      const known = last;
      if (known?.checks !== idsOf(checks)) return undefined;
      const seen = await glanceAt(place, params, { checks, changes, signal }, known.sight);
      if (!seen || signal?.aborted || last !== known) return undefined;
      last = { ...known, sight: seen.sight };
      return seen.results;
    },
    async walk(checks, signal) {
      const known = last;
      const ids = new Set(checks.map(({ id }) => id));
      const results = known?.looked.results.filter(({ check }) => ids.has(check.id)) ?? [];
      if (!known || results.length === 0) return undefined;
      const sight = await lookFurther(place, scene, known.sight, results, signal);
      if (!sight || signal?.aborted || last !== known) return undefined;
      const walked = within(() => explained(results, results, sight, scene));
      if (!walked.ok) return undefined;
      last = { ...known, sight };
      return walked.value;
    },
    async fingerprint() {
      const seen = await observeFingerprint(place, hosts);
      return seen.ok ? seen : err(failureOf(seen.error));
    },
  };
}

function earlyOf(
  place: Place,
  scene: Scene,
  checks: readonly Check[],
  { early: tell, foresees = () => true, walks = () => true }: LookOptions,
): EarlyLook | undefined {
  return tell ? createEarlyLook(place, scene, checks, { tell, foresees, walks }) : undefined;
}

/** The verdicts of a round; requests that failed and are to be walked cost a second script. */
async function judgeAndWalk(
  place: Place,
  scene: Scene,
  checks: readonly Check[],
  first: Sight,
  { walks = () => true, signal }: LookOptions,
): Promise<Result<Omit<Looked, 'ms' | 'fingerprint'> & { readonly sight: Sight }, LabFailure>> {
  const judged = within(() => judgeSight(first, checks, scene));
  if (!judged.ok) return judged;
  const { results, picture, containers: engine } = judged.value;
  const { params } = scene;
  const failing = results.filter((result) => walks(result.check) && failsAtFetch(result, params));
  const further = failing.length > 0 ? await lookFurther(place, scene, first, failing, signal) : undefined;
  const walked = further && within(() => explained(results, failing, further, scene));
  return ok({
    // A walk that takes too long explains nothing; the verdicts hold without it.
    results: walked?.ok ? walked.value : results,
    picture,
    ...(engine ? { identities: identitiesOf(engine, containersOf(scene)) } : {}),
    sight: further && walked?.ok ? further : first,
  });
}

/**
 * The phase `walks`: what a round left out and the walks of these requests need, as most rounds need no walk, and should not
 * wait for its facts. Held even when nothing is missing: it tells whether those facts still hold. Undefined when the lab is not
 * as the round saw it any more, or could not be looked at.
 */
async function lookFurther(
  place: Place,
  scene: Scene,
  sight: Sight,
  results: readonly CheckResult[],
  signal: AbortSignal | undefined,
): Promise<Sight | undefined> {
  const checks = results.map(({ check }) => check);
  const plan = planRound(missingForWalks(sight, checks, scene), undefined, { hosts: otherHostsOf(scene) });
  const seen = await observe(place, plan, { timeoutMs: limits.walks, signal });
  return seen.ok ? seenFurther(sight, seen.value.round, plan.requests) : undefined;
}

interface Glance {
  readonly checks: readonly Check[];
  readonly changes: readonly Change[];
  readonly signal: AbortSignal | undefined;
}

/** The phase `facts` alone, of what these changes touch; all else is trusted. Undefined when something could not be seen. */
async function glanceAt(
  place: Place,
  params: Params,
  { checks, changes, signal }: Glance,
  sight: Sight,
): Promise<{ readonly sight: Sight; readonly results: readonly CheckResult[] } | undefined> {
  const quick = checks.filter((check) => isQuick(needsOf([check], params)));
  const again = touchedBy(changes, needsOf(quick, params));
  const engine = sight.readings.read(containers());
  const stale = changes.some(({ kind }) => kind === 'engine' || kind === 'anything') || !engine.ok;
  const plan = planGlance(again, stale ? undefined : engine.value.containers);
  const seen = await observe(place, plan, { timeoutMs: limits.facts, signal });
  if (!seen.ok) return undefined;
  const readings = readingsOver(readingsOf(seen.value.round), sight.readings, again);
  const judged = within(() => judge(quick, readings, params));
  if (!judged.ok || judged.value.some(isUnseen)) return undefined;
  return { sight: { ...sight, readings }, results: judged.value };
}

/** It may be seen with more than these facts; what cannot be judged stays so. */
const isUnseen = ({ verdict }: CheckResult): boolean => verdict.verdict === 'error' && verdict.unjudged === undefined;

const idsOf = (checks: readonly Check[]): string => checks.map(({ id }) => id).join(' ');

const isQuick = (needs: readonly FactRequest<unknown>[]): boolean => needs.every(({ phase }) => phase === 'quick');
