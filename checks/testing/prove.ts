import { createSandbox } from '../../lessons/testing/lab.ts';
import { taught } from '../../lessons/testing/taught.ts';
import { translator } from '../../src/i18n/translate.ts';
import { labPaths } from '../../src/lab/sandbox/paths.ts';
import { removeLab } from '../../src/lab/sandbox/remove.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';
import type { Outcome } from '../../src/proof/case.ts';
import { type Case, titleOf } from '../../src/proof/plan.ts';
import { prove } from '../../src/proof/prove.ts';
import { allChecks } from '../index.ts';
import { keeps } from '../proof/keeps.ts';

export const course = await taught();

const translate = translator('en');

/** Tries cases in the background on labs of a scratch folder, from the first question on; the outcome of each can be waited for. */
export function proving(cases: readonly Case[], jobs: number) {
  const stop = new AbortController();
  const settled = new Map(cases.map((one) => [one, Promise.withResolvers<Outcome>()]));
  let ended: Promise<void> | undefined;

  async function proveAll(): Promise<void> {
    const home = await scratchHome();
    try {
      const proved = await prove({
        course,
        checks: allChecks,
        proof: { keeps },
        cases,
        jobs,
        async lab(index) {
          const name = `proof-${index}`;
          return { lab: createSandbox({ name, home }), discard: () => removeLab(name, labPaths(home, name)) };
        },
        onOutcome: (one, outcome) => settled.get(one)?.resolve(outcome),
        now: () => performance.now(),
        signal: stop.signal,
      });
      if (!proved.ok) throw new Error(`${translate(proved.error.text)} ${proved.error.fix ?? ''}`);
    } finally {
      await discardHome(home);
    }
  }

  function begin(): Promise<void> {
    const begun = proveAll();
    begun.catch((error: unknown) => {
      for (const { promise, reject } of settled.values()) {
        promise.catch(() => undefined);
        reject(error);
      }
    });
    return begun;
  }

  return {
    /** What does not hold, in words; rejects when it could not be tried. */
    async problemsOf(one: Case): Promise<readonly string[]> {
      ended ??= begin();
      const outcome = await settled.get(one)?.promise;
      if (!outcome || outcome.unable) throw new Error(outcome?.unable ? translate(outcome.unable) : 'not planned');
      return outcome.problems.map(translate);
    },
    async end(): Promise<void> {
      stop.abort();
      await ended?.catch(() => undefined);
    },
  };
}

/** For `it.each`: a title and the case. */
export const titled = (cases: readonly Case[]): readonly (readonly [string, Case])[] =>
  cases.map((one) => [titleOf(one), one]);
