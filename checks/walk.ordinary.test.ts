import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inOneWord } from '../src/proof/in-one-word.ts';
import { planCases } from '../src/proof/plan.ts';
import type { CheckResult } from '../src/verify/check.ts';
import { allChecks } from './index.ts';
import * as evidence from './proof/index.ts';
import { type TestLab, testLab } from './testing/lab.ts';
import { course, proving, titled } from './testing/prove.ts';
import { steps } from './testing/steps.ts';

/** Every step of the real lessons on a real lab: each of its checks fails before its commands and passes after them. */
describe('the course on a real lab', () => {
  const cases = planCases(course, evidence, { only: ['causal'] });
  const run = proving(cases, 2);
  afterAll(() => run.end());

  it.each(titled(cases))('%s', async (_, one) => {
    expect(await run.problemsOf(one)).toEqual([]);
  });
});

describe('a lab where there is little to look at', () => {
  let lab: TestLab;
  beforeAll(async () => {
    lab = await testLab('walk');
  });
  afterAll(() => lab.end());

  const words = (results: readonly CheckResult[]) =>
    results.map(({ check, verdict }) => `${check.id}: ${inOneWord(verdict)}`);
  const errors = (results: readonly CheckResult[]) =>
    words(results.filter(({ verdict }) => verdict.verdict === 'error'));

  it('can be looked at when nothing has been done, and when a container is gone', async () => {
    const fresh = await lab.look(allChecks);
    expect(errors(fresh)).toEqual([]);
    expect(words(fresh.filter(({ verdict }) => verdict.verdict === 'pass'))).toEqual([]);
    await lab.sh(...(steps[0]?.commands ?? []), 'docker stop -t 0 c1');
    expect(errors(await lab.look(allChecks))).toEqual([]);
  });
});
