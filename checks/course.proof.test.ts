import { afterAll, describe, expect, it } from 'vitest';
import { gapsOf } from '../src/proof/gaps.ts';
import { planCases, titleOf } from '../src/proof/plan.ts';
import * as evidence from './proof/index.ts';
import { misleading } from './testing/misleading.ts';
import { course, proving, titled } from './testing/prove.ts';
import { spread } from './testing/spread.ts';

const cases = planCases(course, evidence, {});

describe('what is tried', () => {
  it('is every command, and enough of each kind', () => {
    expect(gapsOf(course, evidence)).toEqual([]);
    const count = (aspect: string): number => cases.filter((one) => one.aspect === aspect).length;
    expect(count('caught')).toBeGreaterThanOrEqual(100);
    expect(count('fair')).toBeGreaterThanOrEqual(30);
  });

  it('has a title of its own each', () => {
    expect(new Set(cases.map(titleOf)).size).toBe(cases.length);
  });
});

describe('the spread of mutants that every run tries', () => {
  it('has every command and every diagnosis of the whole', () => {
    const marks = (list: typeof cases) =>
      new Set(
        list.flatMap(({ step, command, fault }) => [
          ...(command === undefined ? [] : [`${step} ${command}`]),
          ...Object.values(fault?.fails ?? {}),
        ]),
      );
    expect(marks(spread(cases))).toEqual(marks(cases));
  });
});

describe.concurrent('the proof itself fails, where it has to say', () => {
  const doubtful = misleading(course);
  const run = proving(
    doubtful.map(([, one]) => one),
    1,
  );
  afterAll(() => run.end());

  it.each(doubtful)('%s', async (words, one) => {
    expect((await run.problemsOf(one)).join('\n')).toContain(words);
  });
});

describe.concurrent('the checks, held against what learners do', () => {
  const chosen = spread(cases);
  const run = proving(chosen, 3);
  afterAll(() => run.end());

  it.each(titled(chosen))('%s', async (_, one) => {
    expect(await run.problemsOf(one)).toEqual([]);
  });
});
