import type { Params } from '../course/params.ts';
import type { FactRequest } from '../facts/fact.ts';
import { containers } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import type { Lab } from '../lab/lab.ts';
import { err, ok } from '../result.ts';
import type { Check } from '../verify/check.ts';
import {
  drawPicture,
  judge,
  needsOf,
  pictureNeeds,
  planGlance,
  type Readings,
  readingsOf,
  readingsOver,
  readRound,
  touchedBy,
} from '../verify/index.ts';
import { ask, askFingerprint, holdUnless } from './hold-round.ts';
import type { Looked, Looker } from './look.ts';

const glanceTimeoutMs = 10_000;

/** Looks at a lab: one script a round. */
export function createLooker(lab: Pick<Lab, 'run'>, params: Params): Looker {
  /** The last look, and its facts with those that were glanced at since. */
  let last: { readonly checks: string; readonly looked: Looked; readonly readings: Readings } | undefined;

  return {
    async look(checks, options = {}) {
      const began = performance.now();
      const since = (): number => Math.round(performance.now() - began);
      const requests = [...needsOf(checks, params), ...pictureNeeds(params)];
      const before = options.ifChanged && last?.checks === idsOf(checks) ? last.looked : undefined;
      const round = await holdUnless(lab, requests, before?.fingerprint, options);
      if (!round.ok) {
        last = undefined;
        return round;
      }
      if (round.value === 'unchanged')
        return before ? ok({ ...before, ms: since() }) : err({ code: 'restless', text: text('learn.round-restless') });
      const readings = readingsOf(round.value);
      const looked = {
        results: judge(checks, readings, params),
        picture: drawPicture(readings, params, requests),
        ms: since(),
        fingerprint: round.value.fingerprint,
      };
      last = { checks: idsOf(checks), looked, readings };
      return ok(looked);
    },
    async glance(checks, changes, signal) {
      const known = last;
      if (known?.checks !== idsOf(checks)) return undefined;
      const quick = checks.filter((check) => isQuick(needsOf([check], params)));
      const again = touchedBy(changes, needsOf(quick, params));
      const engine = known.readings.read(containers());
      const stale = changes.some(({ kind }) => kind === 'engine' || kind === 'anything') || !engine.ok;
      const plan = planGlance(again, stale ? undefined : engine.value.containers);
      const ran = await ask(lab, plan.script, glanceTimeoutMs, signal);
      const round = ran.ok ? readRound(plan, ran.value.stdout) : undefined;
      if (!round?.ok || signal?.aborted || last !== known) return undefined;
      const readings = readingsOver(readingsOf(round.value), known.readings, again);
      const results = judge(quick, readings, params);
      if (results.some(({ verdict }) => verdict.verdict === 'error')) return undefined;
      last = { ...known, readings };
      return results;
    },
    fingerprint: () => askFingerprint(lab),
  };
}

const idsOf = (checks: readonly Check[]): string => checks.map(({ id }) => id).join(' ');

const isQuick = (needs: readonly FactRequest<unknown>[]): boolean => needs.every(({ phase }) => phase === 'quick');
