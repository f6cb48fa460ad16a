import { expect, test } from 'vitest';
import { comparisonLine } from './evidence.ts';
import { firstWithTunnel } from './generate.ts';
import { runLabs } from './run.ts';
import { add, nothing, report, vacuous } from './tally.ts';

const labs = 100;
const firstSeed = 7000;

/** Most of the time goes by in fetches that nobody answers, so more labs than cores run at the same time. */
const sideBySide = 4;

test('in a dozen labs with a tunnel, too', async () => {
  const disagreements: string[] = [];
  await runLabs({
    ...{ firstSeed: firstWithTunnel, labs: 12, sideBySide },
    onTrial({ plan, comparisons }) {
      const wrong = comparisons.filter(({ verdict }) => verdict === 'disagreed');
      disagreements.push(...wrong.map((one) => `lab ${plan.seed}: ${comparisonLine(one)}`));
    },
  });
  expect(disagreements).toEqual([]);
});

test('in 100 random labs trace and reality agree', async () => {
  const began = performance.now();
  let tally = nothing;
  const disagreements: string[] = [];
  await runLabs({
    ...{ firstSeed, labs, sideBySide },
    onTrial(trial) {
      tally = add(tally, trial);
      const wrong = trial.comparisons.filter(({ verdict }) => verdict === 'disagreed');
      disagreements.push(...wrong.map((one) => `lab ${trial.plan.seed}: ${comparisonLine(one)}`));
    },
  });
  process.stdout.write(`${report(tally, (performance.now() - began) / 1000)}\n`);
  expect(disagreements).toEqual([]);
  expect(vacuous(tally)).toEqual([]);
  expect(tally.labs).toBe(labs);
});
