import { containersOf, type Scene } from '../course/scene.ts';
import type { FactRequest } from '../facts/fact.ts';
import { containers } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import type { Lab } from '../lab/lab.ts';
import { err, ok } from '../result.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import {
  drawPicture,
  failsAtFetch,
  judge,
  needsOf,
  pictureNeeds,
  planGlance,
  readingsOf,
  readingsOver,
  readRound,
  touchedBy,
  withWalks,
} from '../verify/index.ts';
import { ask, askFingerprint, holdUnless } from './hold-round.ts';
import { livesOf } from './lives.ts';
import type { Looked, Looker } from './look.ts';
import { type Held, lookFurther } from './look-further.ts';
import { within } from './within.ts';

const glanceTimeoutMs = 30_000;

/** Looks at a lab: one script a round, and a second one where a request failed that is to be walked. */
export function createLooker(lab: Pick<Lab, 'run'>, scene: Scene): Looker {
  const { params } = scene;
  /** The last look, and its facts with those that were glanced at, or looked at for a walk, since. */
  let last: { readonly checks: string; readonly looked: Looked; readonly held: Held } | undefined;

  async function walked(
    held: Held,
    results: readonly CheckResult[],
    signal?: AbortSignal,
  ): Promise<{ readonly held: Held; readonly results: readonly CheckResult[] } | undefined> {
    const checks = results.map(({ check }) => check);
    const further = await lookFurther(lab, held, checks, scene, signal);
    const judged = further && within(() => withWalks(results, further.readings, scene));
    return further && judged?.ok ? { held: further, results: judged.value } : undefined;
  }

  return {
    async look(checks, options = {}) {
      const began = performance.now();
      const since = (): number => Math.round(performance.now() - began);
      const requests = [...needsOf(checks, params), ...pictureNeeds(scene)];
      const before = options.ifChanged && last?.checks === idsOf(checks) ? last.looked : undefined;
      const round = await holdUnless(lab, requests, before?.fingerprint, options);
      if (!round.ok) {
        last = undefined;
        return round;
      }
      if (round.value === 'unchanged')
        return before ? ok({ ...before, ms: since() }) : err({ code: 'restless', text: text('learn.round-restless') });
      const { fingerprint } = round.value;
      const readings = readingsOf(round.value);
      const seen = within(() => ({
        judged: judge(checks, readings, params),
        engine: readings.read(containers()),
        picture: drawPicture(readings, scene, requests),
      }));
      if (!seen.ok) {
        last = undefined;
        return seen;
      }
      const { judged, engine, picture } = seen.value;
      const walks = options.walks ?? (() => true);
      const failing = judged.filter((result) => walks(result.check) && failsAtFetch(result, params));
      const first: Held = { requests, readings, fingerprint };
      const more = failing.length > 0 ? await walked(first, failing, options.signal) : undefined;
      const looked = {
        results: replaced(judged, more?.results ?? []),
        picture,
        ms: since(),
        fingerprint,
        ...(engine.ok ? { lives: livesOf(engine.value, containersOf(scene)) } : {}),
      };
      last = { checks: idsOf(checks), looked, held: more?.held ?? first };
      return ok(looked);
    },
    async glance(checks, changes, signal) {
      const known = last;
      if (known?.checks !== idsOf(checks)) return undefined;
      const { held } = known;
      const quick = checks.filter((check) => isQuick(needsOf([check], params)));
      const again = touchedBy(changes, needsOf(quick, params));
      const engine = held.readings.read(containers());
      const stale = changes.some(({ kind }) => kind === 'engine' || kind === 'anything') || !engine.ok;
      const plan = planGlance(again, stale ? undefined : engine.value.containers);
      const ran = await ask(lab, plan.script, glanceTimeoutMs, signal);
      const round = ran.ok ? readRound(plan, ran.value.stdout) : undefined;
      if (!round?.ok || signal?.aborted || last !== known) return undefined;
      const readings = readingsOver(readingsOf(round.value), held.readings, again);
      const judged = within(() => judge(quick, readings, params));
      const results = judged.ok ? judged.value : [];
      if (!judged.ok || results.some(({ verdict }) => verdict.verdict === 'error')) return undefined;
      last = { ...known, held: { ...held, readings } };
      return results;
    },
    async walk(checks, signal) {
      const known = last;
      const ids = new Set(checks.map(({ id }) => id));
      const results = known?.looked.results.filter(({ check }) => ids.has(check.id)) ?? [];
      if (!known || results.length === 0) return undefined;
      const more = await walked(known.held, results, signal);
      if (!more || signal?.aborted || last !== known) return undefined;
      last = { ...known, held: more.held };
      return more.results;
    },
    fingerprint: () => askFingerprint(lab),
  };
}

const idsOf = (checks: readonly Check[]): string => checks.map(({ id }) => id).join(' ');

const isQuick = (needs: readonly FactRequest<unknown>[]): boolean => needs.every(({ phase }) => phase === 'quick');

const replaced = (results: readonly CheckResult[], newer: readonly CheckResult[]): readonly CheckResult[] =>
  results.map((result) => newer.find(({ check }) => check === result.check) ?? result);
