import type { Params } from '../course/params.ts';
import type { FactRequest, LookFailure } from '../facts/fact.ts';
import { containers } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import type { Lab, LabFailure, ScriptResult } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import type { Check } from '../verify/check.ts';
import {
  drawPicture,
  isUnchanged,
  judge,
  needsOf,
  pictureNeeds,
  planFingerprint,
  planGlance,
  planRound,
  type Readings,
  type Round,
  type RoundPlan,
  readFingerprint,
  readingsOf,
  readingsOver,
  readRound,
  touchedBy,
} from '../verify/index.ts';
import type { Looked, Looker, LookOptions } from './look.ts';

/** Fetches are bounded by themselves at a few seconds and run side by side; this bounds what went wrong. */
const roundTimeoutMs = 60_000;
const fingerprintTimeoutMs = 10_000;
const glanceTimeoutMs = 10_000;
/** A lab that changes while it is looked at is looked at again, this often in all. */
const attempts = 3;

/** Looks at a lab: one script a round. Whoever changes the lab meanwhile makes it look again. */
export function createLooker(lab: Pick<Lab, 'run'>, params: Params): Looker {
  async function ask(
    script: string,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<Result<ScriptResult, LabFailure>> {
    const ran = await lab.run(script, { timeoutMs, ...(signal ? { signal } : {}) });
    if (ran.ok && ran.value.timedOut)
      return err(failure('round-ended', text('learn.round-ended', { seconds: timeoutMs / 1000 })));
    return ran;
  }

  /** The last look, and its facts with those that were glanced at since. */
  let last: { readonly checks: string; readonly looked: Looked; readonly readings: Readings } | undefined;

  /** A new plan each time: what an earlier attempt left in the servers' logs must not count. */
  async function hold(
    requests: RoundPlan['requests'],
    unless: string | undefined,
    { signal, onBegin }: LookOptions,
  ): Promise<Result<Round | 'unchanged', LabFailure>> {
    let reason = failure('restless', text('learn.round-restless'));
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const plan = planRound(requests, undefined, unless);
      onBegin?.();
      const ran = await ask(plan.script, roundTimeoutMs, signal);
      if (!ran.ok) return ran;
      if (unless !== undefined && isUnchanged(plan, ran.value.stdout)) return ok('unchanged');
      const round = readRound(plan, ran.value.stdout);
      if (round.ok && !round.value.changed) return round;
      if (!round.ok) reason = broken(round.error, ran.value);
      if (signal?.aborted) break;
    }
    return err(reason);
  }

  return {
    async look(checks, options = {}) {
      const began = performance.now();
      const since = (): number => Math.round(performance.now() - began);
      const requests = [...needsOf(checks, params), ...pictureNeeds(params)];
      const before = options.ifChanged && last?.checks === idsOf(checks) ? last.looked : undefined;
      const round = await hold(requests, before?.fingerprint, options);
      if (!round.ok) {
        last = undefined;
        return round;
      }
      if (round.value === 'unchanged')
        return before ? ok({ ...before, ms: since() }) : err(failure('restless', text('learn.round-restless')));
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
      const ran = await ask(plan.script, glanceTimeoutMs, signal);
      const round = ran.ok ? readRound(plan, ran.value.stdout) : undefined;
      if (!round?.ok || signal?.aborted || last !== known) return undefined;
      const readings = readingsOver(readingsOf(round.value), known.readings, again);
      const results = judge(quick, readings, params);
      if (results.some(({ verdict }) => verdict.verdict === 'error')) return undefined;
      last = { ...known, readings };
      return results;
    },
    async fingerprint() {
      const plan = planFingerprint();
      const ran = await ask(plan.script, fingerprintTimeoutMs);
      if (!ran.ok) return ran;
      const read = readFingerprint(plan.nonce, ran.value.stdout);
      return read.ok ? read : err(broken(read.error, ran.value));
    },
  };
}

const idsOf = (checks: readonly Check[]): string => checks.map(({ id }) => id).join(' ');

const isQuick = (needs: readonly FactRequest<unknown>[]): boolean => needs.every(({ phase }) => phase === 'quick');

const failure = (code: string, words: LabFailure['text']): LabFailure => ({ code, text: words });

const broken = ({ text: reason }: LookFailure, { stderr }: ScriptResult): LabFailure => {
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return failure('round-broken', text('learn.round-broken', { reason, detail: last.slice(0, 120) }));
};
