import type { Check, CheckResult } from '../verify/check.ts';
import { replaced } from './sight.ts';

/** The most looks at one state. */
const looks = 3;

/** Nothing could be seen, which is neither a pass nor a fail. */
export const notSeenIn = ({ verdict }: CheckResult): boolean => verdict.verdict === 'error';

/**
 * Looks at these checks, and again at those of which the look before did not tell enough (a busy machine; many looks at once).
 * Only for states that stay as they are: verdicts of several rounds are put side by side. `among`: what has to be looked at to
 * know about these checks.
 */
export async function lookAgain(
  look: (checks: readonly Check[]) => Promise<readonly CheckResult[]>,
  due: readonly Check[],
  tooLittle: (result: CheckResult) => boolean,
  among: (open: readonly Check[]) => readonly Check[] = (open) => open,
): Promise<readonly CheckResult[]> {
  let results = await look(due);
  for (let count = 1; count < looks && results.some(tooLittle); count++) {
    const open = results.filter(tooLittle).map(({ check }) => check);
    results = replaced(results, await look(among(open)));
  }
  return results;
}
