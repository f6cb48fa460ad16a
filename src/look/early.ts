import type { Scene } from '../course/scene.ts';
import { containers, type FetchRequest } from '../facts/index.ts';
import type { Picture } from '../picture/picture.ts';
import { planGlance, type Readings, type Round, readingsOf, readingsOver } from '../round/index.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { type Foreseen, foresee } from './foresee.ts';
import { judgeKnown } from './known.ts';
import { limits, observe, type Place } from './observe.ts';
import { judgePicture, missingForWalks, needsOfLook, type Sight } from './sight.ts';
import { within } from './time-limit.ts';
import { failsAtFetch, fetchOf } from './walks.ts';

/** What a look tells before it is over. */
export type Early =
  /** Verdicts that stand already, and the picture as far as it is known. */
  | { readonly type: 'facts'; readonly results: readonly CheckResult[]; readonly picture: Picture | undefined }
  /** Requests that are under way and will die. */
  | { readonly type: 'foreseen'; readonly foreseen: readonly Foreseen[] };

export interface EarlyOptions {
  /** Whose request is walked beforehand. */
  foresees(check: Check): boolean;
  /** Whose request is walked when it fails: its cause is the end of the walk. */
  walks(check: Check): boolean;
  tell(early: Early): void;
}

/** Before requests of a lab in which nothing else is wrong are walked: they may simply be answered (ms). */
const patience = 250;

/** Follows one look while it is held. */
export interface EarlyLook {
  /** An attempt begins: what the one before told counts no more. */
  begin(): void;
  told(round: Round): void;
  /** The look is over. What was foreseen of the attempt that counts; a bug that came up meanwhile is thrown here. */
  end(): readonly Foreseen[];
}

/** Judges what a round tells early, and walks the requests that are under way, over the facts of the same state of the lab. */
export function createEarlyLook(
  place: Place,
  scene: Scene,
  checks: readonly Check[],
  { foresees, walks, tell }: EarlyOptions,
): EarlyLook {
  const requests = needsOfLook(checks, scene);
  let ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let now: Now | undefined;
  let foreseen: readonly Foreseen[] = [];
  let bug: { readonly error: unknown } | undefined;

  const stop = (): void => {
    clearTimeout(timer);
    ending.abort();
  };
  async function lookAhead(signal: AbortSignal): Promise<void> {
    const sight = now && (await forWalks(place, scene, checks, now, signal));
    if (!sight || !now || signal.aborted) return;
    const { seen } = now;
    const isOpen = (request: FetchRequest): boolean => !seen.has(request.key);
    const told = within(() => foresee(checks, sight, isOpen, scene));
    if (!told.ok) return;
    foreseen = told.value.filter(({ check }) => foresees(check));
    if (foreseen.length > 0) tell({ type: 'foreseen', foreseen });
  }
  const caught = (error: unknown): void => {
    bug = { error };
  };
  return {
    begin() {
      stop();
      [ending, now, foreseen] = [new AbortController(), undefined, []];
    },
    told(round) {
      try {
        const isFirst = now === undefined;
        const seen: ReadonlySet<string> = new Set(Object.keys(round.observations));
        const known: Now = { seen, readings: readingsOf(round), fingerprint: round.fingerprint };
        now = known;
        const judged = within(() => ({
          results: judgeKnown(checks, known.readings, seen, scene.params),
          picture: judgePicture(known.readings, requests, scene),
        }));
        if (!judged.ok) return;
        const results = judged.value.results.map((result) =>
          walks(result.check) && failsAtFetch(result, scene.params) ? withCause(result, foreseen) : result,
        );
        tell({ type: 'facts', results, picture: judged.value.picture });
        if (!isFirst || !checks.some((check) => foresees(check) && isAsking(check, seen, scene))) return;
        const isBroken = results.some(({ verdict }) => verdict.verdict === 'fail');
        const { signal } = ending;
        timer = setTimeout(() => void lookAhead(signal).catch(caught), isBroken ? 0 : patience);
      } catch (error) {
        caught(error);
      }
    },
    end() {
      stop();
      if (bug) throw bug.error;
      return foreseen;
    },
  };
}

interface Now extends Pick<Sight, 'readings' | 'fingerprint'> {
  /** Keys of the facts that were told. */
  readonly seen: ReadonlySet<string>;
}

const isAsking = (check: Check, seen: ReadonlySet<string>, { params }: Scene): boolean => {
  const request = fetchOf(check, params);
  return request !== undefined && !seen.has(request.key);
};

/** What walks need besides: looked at while the round is held, whose fingerprints say that it is the same state. */
async function forWalks(
  place: Place,
  scene: Scene,
  checks: readonly Check[],
  { seen, readings }: Now,
  signal: AbortSignal,
): Promise<Readings | undefined> {
  const engine = readings.read(containers());
  const asking = checks.filter((check) => fetchOf(check, scene.params));
  const known = needsOfLook(checks, scene).filter(({ key }) => seen.has(key));
  const missing = missingForWalks({ requests: known, readings }, asking, scene).filter(({ phase }) => phase !== 'slow');
  const plan = planGlance(missing, engine.ok ? engine.value.containers : undefined);
  const further = await observe(place, plan, { timeoutMs: limits.facts, signal });
  return further.ok ? readingsOver(readingsOf(further.value.round), readings, plan.requests) : undefined;
}

/** A failed request has one cause: where its walk ends. Until that is known it has none. */
function withCause(result: CheckResult, foreseen: readonly Foreseen[]): CheckResult {
  if (result.verdict.verdict !== 'fail') return result;
  const { diagnosis: _, ...verdict } = result.verdict;
  const known = foreseen.find(({ check }) => check === result.check)?.verdict.diagnosis;
  return { ...result, verdict: known ? { ...verdict, diagnosis: known } : verdict };
}
