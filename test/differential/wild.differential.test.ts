import { expect, test } from 'vitest';
import { comparisonLine } from './evidence.ts';
import { runLabs } from './run.ts';
import { wildPlans } from './wild/plans.ts';

test('the rules that real programs write: trace and the kernel agree, and nothing is left open', async () => {
  const wild = wildPlans();
  const open: string[] = [];
  await runLabs({
    firstSeed: 0,
    labs: wild.length,
    sideBySide: 4,
    plan(seed) {
      const chosen = wild.find(({ plan }) => plan.seed === seed);
      if (!chosen) throw new RangeError(`no rules with the number ${seed}`);
      return chosen.plan;
    },
    onTrial({ plan, refused, comparisons }) {
      const name = wild[plan.seed]?.name;
      if (refused.length > 0) open.push(`${name}: the kernel refused lines ${refused.join()}`);
      for (const one of comparisons)
        if (one.verdict !== 'agreed') open.push(`${name}: ${one.verdict}: ${comparisonLine(one)}`);
    },
  });
  expect(open).toEqual([]);
});
