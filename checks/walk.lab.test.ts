import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckResult } from '../src/verify/check.ts';
import { allChecks, checksOf } from './index.ts';
import { inOneWord } from './testing/closure.ts';
import { type TestLab, testLab } from './testing/lab.ts';
import { steps, stepsTo } from './testing/steps.ts';

/** Every step of the real lessons on a real lab: its checks fail before its commands, and pass from then on to the end. */
describe('the course on a real lab', () => {
  let lab: TestLab;
  beforeAll(async () => {
    lab = await testLab('walk');
  });
  afterAll(() => lab.end());

  const words = (results: readonly CheckResult[]) =>
    results.map(({ check, verdict }) => `${check.id}: ${inOneWord(verdict)}`);
  const notPassed = (results: readonly CheckResult[]) => results.filter(({ verdict }) => verdict.verdict !== 'pass');

  const errors = (results: readonly CheckResult[]) =>
    words(results.filter(({ verdict }) => verdict.verdict === 'error'));

  it('can look at a lab where nothing has been done, and where a container is gone', async () => {
    const fresh = await lab.look(allChecks);
    expect(errors(fresh)).toEqual([]);
    expect(words(fresh.filter(({ verdict }) => verdict.verdict === 'pass'))).toEqual([]);
    await lab.sh(...(steps[0]?.commands ?? []), 'docker stop -t 0 c1');
    expect(errors(await lab.look(allChecks))).toEqual([]);
    await lab.clean();
  });

  it.each(steps.map(({ id }) => id))('%s', async (id) => {
    const step = steps.find((one) => one.id === id);
    const done = new Set(stepsTo(id, true).map((one) => one.id));
    const checks = allChecks.filter((check) => done.has(check.step));
    const own = checksOf(id);

    const before = await lab.look(checks);
    const early = before.filter(
      ({ check, verdict }) => own.includes(check) && !check.notCausal && verdict.verdict === 'pass',
    );
    expect(words(early), 'pass before their step').toEqual([]);
    expect(errors(before), 'could not look').toEqual([]);
    expect(words(notPassed(before.filter(({ check }) => check.step !== id))), 'earlier checks').toEqual([]);

    await lab.sh(...(step?.commands ?? []));
    expect(words(notPassed(await lab.look(checks))), 'after the step').toEqual([]);
  });
});
