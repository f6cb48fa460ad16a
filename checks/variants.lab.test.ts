import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allChecks } from './index.ts';
import { inOneWord, withDependencies } from './testing/closure.ts';
import { type TestLab, testLab } from './testing/lab.ts';
import { stepsTo } from './testing/steps.ts';
import { drills } from './testing/variants/drills.ts';
import { ruleMutants } from './testing/variants/rules.ts';
import { twins } from './testing/variants/twins.ts';
import type { Variant } from './testing/variants/variant.ts';
import { wiringMutants } from './testing/variants/wiring.ts';

/** Most of the time goes into fetches that time out: a few labs side by side. */
const labs: TestLab[] = [];
const free: TestLab[] = [];
const waiting: ((lab: TestLab) => void)[] = [];
const names = ['variants-a', 'variants-b', 'variants-c'];

beforeAll(async () => {
  for (const name of names) labs.push(await testLab(name));
  free.push(...labs);
});
afterAll(() => Promise.all(labs.map((lab) => lab.end())));

async function withLab<T>(use: (lab: TestLab) => Promise<T>): Promise<T> {
  const lab = free.pop() ?? (await new Promise<TestLab>((resolve) => waiting.push(resolve)));
  try {
    return await use(lab);
  } finally {
    const next = waiting.shift();
    if (next) next(lab);
    else free.push(lab);
  }
}

/** Everything before the step as the course does it; then the variant's own lines. */
async function play(lab: TestLab, variant: Variant): Promise<void> {
  await lab.clean();
  const before = stepsTo(variant.step, false).flatMap((step) => step.commands);
  await lab.sh(...before.filter((line) => !line.includes('exec -it')), ...variant.lines);
}

const titled = <V extends Variant>(list: readonly V[]) => list.map((one) => [`${one.step}: ${one.name}`, one] as const);

describe.concurrent('wrong, but plausible', () => {
  it.each(titled([...wiringMutants, ...ruleMutants, ...drills]))('%s', (_, mutant) =>
    withLab(async (lab) => {
      await play(lab, mutant);
      const results = await lab.look(withDependencies(allChecks, Object.keys(mutant.fails)));
      const said = Object.keys(mutant.fails).map((id) => {
        const result = results.find(({ check }) => check.id === id);
        return [id, result && inOneWord(result.verdict)];
      });
      expect(Object.fromEntries(said)).toEqual(mutant.fails);
    }),
  );
});

describe.concurrent('right, but different', () => {
  it.each(titled(twins))('%s', (_, twin) =>
    withLab(async (lab) => {
      await play(lab, twin);
      const done = new Set(stepsTo(twin.step, true).map(({ id }) => id));
      const results = await lab.look(allChecks.filter((check) => done.has(check.step)));
      const bad = results.filter(({ verdict }) => verdict.verdict !== 'pass');
      expect(bad.map(({ check, verdict }) => `${check.id}: ${inOneWord(verdict)}`)).toEqual([]);
    }),
  );
});
