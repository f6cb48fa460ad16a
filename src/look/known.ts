import type { Params } from '../course/params.ts';
import type { Readings } from '../round/index.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { judge, needsOf } from '../verify/index.ts';

/**
 * The verdicts that hold whatever is still to come: of the checks all of whose facts have been seen (`seen`: their keys), and
 * that no other check may still block.
 */
export function judgeKnown(
  checks: readonly Check[],
  readings: Readings,
  seen: ReadonlySet<string>,
  params: Params,
): readonly CheckResult[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const answers = new Map<Check, boolean>();
  const isKnown = (check: Check): boolean => {
    const before = answers.get(check);
    if (before !== undefined) return before;
    answers.set(check, false); // until proved; a circle is none
    const known =
      needsOf([check], params).every(({ key }) => seen.has(key)) &&
      check.after.every((id) => {
        const other = byId.get(id);
        return !other || isKnown(other);
      });
    answers.set(check, known);
    return known;
  };
  return judge(checks.filter(isKnown), readings, params);
}
