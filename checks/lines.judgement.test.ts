import { afterAll, beforeAll, expect, test } from 'vitest';
import { lines } from '../lessons/lines.ts';
import { allChecks } from './index.ts';
import { type TestLab, testLab } from './testing/lab.ts';
import { steps } from './testing/steps.ts';

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab('lines');
});
afterAll(() => lab.end());

/** The lines of a step of several commands, and the checks that tick each: as lessons/lines.ts says. */
const saidOf = (step: string): readonly (readonly string[])[] | undefined =>
  (lines as { readonly [step: string]: readonly (readonly string[])[] })[step];

test('each line of the course is ticked by its own work: not before it, and after it', async () => {
  const tried: string[] = [];
  const holds = async (ids: readonly string[]): Promise<boolean> => {
    const results = await lab.look(allChecks.filter(({ id }) => ids.includes(id)));
    return results.every(({ verdict }) => verdict.verdict === 'pass');
  };
  const last = steps.findIndex(({ id }) => id === 'c2-address');
  for (const { id, commands } of steps.slice(0, last + 1)) {
    for (const [index, command] of commands.entries()) {
      const ids = saidOf(id)?.[index] ?? [];
      if (ids.length > 0) expect({ command, before: await holds(ids) }).toEqual({ command, before: false });
      await lab.sh(command);
      if (ids.length > 0) expect({ command, after: await holds(ids) }).toEqual({ command, after: true });
      if (ids.length > 0) tried.push(command);
    }
  }
  expect(tried).toHaveLength(
    Object.values(lines)
      .flat()
      .filter((ids) => ids.length > 0).length,
  );
});
