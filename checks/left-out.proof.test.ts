import { afterAll, expect, it } from 'vitest';
import { course as content } from '../lessons/course.ts';
import { createSandbox } from '../lessons/testing/lab.ts';
import { taught } from '../lessons/testing/taught.ts';
import { withDependencies } from '../src/course/graph.ts';
import type { LeftOut } from '../src/course/needs.ts';
import { discardHome, scratchHome } from '../src/lab/testing/scratch.ts';
import { lookAgain, notSeenIn } from '../src/look/look-again.ts';
import { createBench } from '../src/proof/bench.ts';
import { planCases } from '../src/proof/plan.ts';

/**
 * `vitest -u` writes left-out.ts anew: each command is left out in a real lab, the rest of its step is typed, and what the
 * first check says is noted, with its values. Without `-u` every row is seen once more and compared.
 */
const course = await taught();
const cases = planCases(course, content.proof, { only: ['caught'], filter: ': left out' });
const home = await scratchHome();
const lab = createSandbox({ name: 'left-out', home });
afterAll(() => discardHome(home));

const rows: LeftOut[] = [];

it('the lab comes up', async () => {
  const up = await lab.up(() => undefined);
  expect(up.ok).toBe(true);
});

it('each command is left out once', () => {
  expect(cases).toHaveLength(content.proof.commandMutants.length);
});

const bench = createBench(lab, course, content.proof.keeps, new AbortController().signal);

it.each(cases.map((one) => [`${one.step.id} ${one.command}`, one] as const))(
  '%s',
  async (_, { step, command, lines, fault }) => {
    const [check = '', diagnosis = ''] = Object.entries(fault?.fails ?? {})[0] ?? [];
    await bench.before(step.id);
    await bench.type(lines);
    const among = (open: readonly { readonly id: string }[]) =>
      withDependencies(
        content.checks,
        open.map(({ id }) => id),
      );
    const due = among([{ id: check }]);
    const seen = await lookAgain((some) => bench.look(some), due, notSeenIn, among);
    const first = seen.find(({ verdict }) => verdict.verdict !== 'pass');
    expect(first).toMatchObject({ check: { id: check }, verdict: { verdict: 'fail', diagnosis: { id: diagnosis } } });
    const values = first?.verdict.verdict === 'fail' ? (first.verdict.diagnosis?.values ?? {}) : {};
    rows.push({ step: step.id, command: command ?? 0, check, diagnosis, values: values as LeftOut['values'] });
  },
);

it('left-out.ts says what was seen', async () => {
  const order = course.lessons.flatMap(({ steps }) => steps.map(({ id }) => id));
  const sorted = rows.toSorted((a, b) => order.indexOf(a.step) - order.indexOf(b.step) || a.command - b.command);
  await expect(
    `${[
      "import type { LeftOut } from '../src/course/needs.ts';",
      '',
      '/** Written by checks/left-out.proof.test.ts, of what a lab showed: `vitest run --project proof checks/left-out.proof.test.ts -u`. */',
      '// biome-ignore format: a row a line',
      'export const leftOut: readonly LeftOut[] = [',
      ...sorted.map((row) => `  ${JSON.stringify(row)},`),
      '];',
    ].join('\n')}\n`,
  ).toMatchFileSnapshot('../lessons/left-out.ts');
});
