import { afterAll, describe, expect, it } from 'vitest';
import { planCases } from '../src/proof/plan.ts';
import * as evidence from './proof/index.ts';
import { course, proving, titled } from './testing/prove.ts';

const cases = planCases(course, evidence, { only: ['caught', 'fair', 'kept', 'fooled'] });

describe.concurrent('the checks, held against what learners do', () => {
  const run = proving(cases, 4);
  afterAll(() => run.end());

  it.each(titled(cases))('%s', async (_, one) => {
    expect(await run.problemsOf(one)).toEqual([]);
  });
});
