import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestLab, testLab } from '../checks/testing/lab.ts';
import { stepsOf } from '../src/course/course.ts';
import { quote } from '../src/text/quote.ts';
import { type Claim, prelude } from './claims/claim.ts';
import { claims } from './claims/index.ts';
import { isShown, type Suggested, suggestedBy } from './claims/suggested.ts';
import { taught } from './testing/taught.ts';

const english = await taught('en');
const chinese = stepsOf(await taught('zh-CN'));
const steps = stepsOf(english);

/** Traffic that a section *Look* looks at, where the step's own commands make none. */
const traffic: { readonly [step: string]: string } = {
  'c1-address': 'curl -s http://172.18.0.2/',
  'bridge-show': 'at c1 curl -s http://172.18.0.1:9000/',
  'forward-out': 'at c1 curl -s -m 2 http://192.168.1.50/ & sleep 0.3',
  'c2-address': 'at c1 curl -s -m 1 http://172.18.0.3/',
  masquerade: 'at c1 curl -s http://192.168.1.50/',
  'dnat-prerouting': 'at outside curl -s http://192.168.1.61:5678/',
  'dnat-bridge': 'at c1 curl -s -m 2 http://192.168.1.61:5678/ & sleep 0.3',
  'masquerade-hairpin': 'at c1 curl -s http://192.168.1.61:5678/',
};

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab('sentences');
});
afterAll(() => lab.end());

async function run(script: string): Promise<{ readonly exit: number | null; readonly output: string }> {
  const ran = await lab.lab.run(`exec 2>&1\n${prelude}${script}`, { timeoutMs: 30_000 });
  if (!ran.ok) throw new Error(ran.error.code);
  return { exit: ran.value.exitCode, output: ran.value.stdout };
}

/** Types a command, while or after there is traffic; it has five seconds. */
async function type({ command, exit, prints, back }: Suggested, meanwhile = ':'): Promise<string> {
  const output = await run(`{ ${meanwhile}; } >/dev/null 2>&1\ntimeout 5 sh -c ${quote(command)}`);
  if (back !== undefined) expect(await run(back), back).toMatchObject({ exit: 0 });
  expect(output, command).toEqual({ exit, output: expect.stringContaining(prints) });
  return output.output;
}

const claimsAt = (step: string, when: Claim['when']): readonly Claim[] =>
  claims.filter((claim) => claim.step === step && claim.when === when);

async function tryClaims(list: readonly Claim[]): Promise<void> {
  for (const { id, lines, prints } of list) expect(`${id}: ${(await run(lines)).output}`).toBe(`${id}: ${prints}`);
}

describe('what the lessons say of a lab', () => {
  const intros = new Map(english.lessons.map(({ intro, steps: [first] }) => [first?.id, intro]));
  const text = steps.map(({ id, prose, prediction, look, hints }) =>
    JSON.stringify([intros.get(id), prose, prediction, look, hints]),
  );

  it.each(claims)('$id is about words that stand in its step', ({ step, of = step, sentence }) => {
    expect(text[steps.findIndex(({ id }) => id === of)]).toContain(JSON.stringify(sentence).slice(1, -1));
  });

  it('has ids of its own', () => {
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  });
});

describe.each(steps.map((step, index) => [step.id, step, chinese[index]] as const))('%s', (id, step, translated) => {
  const suggested = suggestedBy(step, steps);

  it('tells the same commands in both languages', () => {
    const commands = (one: typeof suggested) =>
      [one.before, one.after].map((list) => list.map(({ command }) => command).sort());
    expect(translated && commands(suggestedBy(translated, chinese))).toEqual(commands(suggested));
  });

  it('what is said to look at before works before', async () => {
    for (const one of suggested.before) await type(one);
    await tryClaims(claimsAt(id, 'before'));
  });

  it('what is said to look at after shows what is said', async () => {
    let own = '';
    for (const command of step.commands) own += await lab.sh(command);
    await expect
      .poll(
        async () => {
          const seen = [own];
          for (const one of suggested.after) seen.push(await type(one, traffic[id]));
          const all = seen.join('\n');
          return suggested.after.length === 0 && own === ''
            ? []
            : suggested.shows.filter((value) => !isShown(value, all));
        },
        { timeout: 15_000, interval: 300 },
      )
      .toEqual([]);
    await tryClaims(claimsAt(id, 'after'));
  });
});
