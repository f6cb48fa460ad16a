import { blockerOf, inOrder } from '../course/graph.ts';
import type { Params } from '../course/params.ts';
import { type FactRequest, type Needs, type Readings, uniqueByKey } from '../round/index.ts';
import type { Check, CheckResult, Verdict } from './check.ts';

/** Every fact that these checks need, each key once. */
export function needsOf(checks: readonly Check[], params: Params): readonly FactRequest<unknown>[] {
  return uniqueByKey(checks.flatMap((check) => Object.values(needsFor(check, params))));
}

/** What a check needs follows from the parameters; a look asks for it several times, a class for as many sets as it has machines. */
const known = new WeakMap<Params, Map<Check, Needs>>();

function needsFor(check: Check, params: Params): Needs {
  const mine = known.get(params) ?? new Map<Check, Needs>();
  const needs = mine.get(check) ?? check.needs(params);
  known.set(params, mine.set(check, needs));
  return needs;
}

/**
 * Judges checks by the facts of one round. A check whose dependency does not pass is `blocked` by the first cause (not by
 * another blocked check); dependencies that are not among `checks` do not count. Results in the order of `checks`.
 */
export function judge(checks: readonly Check[], readings: Readings, params: Params): readonly CheckResult[] {
  const verdicts = new Map<string, Verdict>();
  const results = new Map<Check, CheckResult>();
  for (const check of inOrder(checks)) {
    const needs = needsFor(check, params);
    const verdict = blocked(check, verdicts) ?? judgeOne(check, needs, readings, params);
    verdicts.set(check.id, verdict);
    const ms = Math.max(0, ...Object.values(needs).map((need) => readings.ms(need)));
    results.set(check, { check, verdict, ms });
  }
  return checks.flatMap((check) => results.get(check) ?? []);
}

function blocked(check: Check, verdicts: ReadonlyMap<string, Verdict>): Verdict | undefined {
  const by = blockerOf(check, (id) => verdicts.get(id));
  return by === undefined ? undefined : { verdict: 'blocked', by };
}

function judgeOne(check: Check, needs: Needs, readings: Readings, params: Params): Verdict {
  const seen: { [name: string]: unknown } = {};
  for (const [name, need] of Object.entries(needs)) {
    const reading = readings.read(need);
    if (!reading.ok) return { verdict: 'error', cause: reading.error.text };
    seen[name] = reading.value;
  }
  return check.judge(seen, params);
}
