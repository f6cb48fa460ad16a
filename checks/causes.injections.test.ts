import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../src/i18n/translate.ts';
import { lookAgain, notSeenIn } from '../src/look/look-again.ts';
import type { Injection } from '../src/proof/case.ts';
import { inOneWord } from '../src/proof/in-one-word.ts';
import { type Check, type CheckResult, diagnosisText } from '../src/verify/check.ts';
import { allChecks } from './index.ts';
import { injections } from './proof/injections.ts';
import { type TestLab, testLab } from './testing/lab.ts';
import { stateOfLab } from './testing/state.ts';
import { steps, stepsTo } from './testing/steps.ts';

/** Much of the time goes into fetches that wait for their time-out: labs side by side. */
const names = ['injections-a', 'injections-b'];

/** A lab that is played forward as far as an injection needs it, and returns there by hints. */
interface Stage {
  readonly lab: TestLab;
  /** How many steps are done, and what the lab is like then; undefined: in no known state. */
  done: { readonly steps: number; readonly state: string } | undefined;
}

const indexOf = (step: string): number => {
  const index = steps.findIndex(({ id }) => id === step);
  if (index < 0) throw new Error(`no step ${step}`);
  return index;
};

async function playTo(stage: Stage, step: string): Promise<string> {
  const wanted = indexOf(step) + 1;
  if (stage.done?.steps === wanted) return stage.done.state;
  const played = stage.done && stage.done.steps < wanted ? stage.done.steps : 0;
  if (played === 0) await stage.lab.clean();
  stage.done = undefined;
  const lines = steps.slice(played, wanted).flatMap(({ commands }) => commands);
  await stage.lab.sh(...lines.filter((line) => !line.includes('exec -it')));
  const state = await stateOfLab(stage.lab);
  stage.done = { steps: wanted, state };
  return state;
}

/** What is remembered of earlier packets would heal or spoil the next look. Every node has a web server, the containers too. */
const forget = [
  'conntrack -F; ip neigh flush all',
  "for pid in $(pgrep -f 'nginx: master'); do nsenter -n -t $pid ip neigh flush all; done",
];

/** A busy engine may keep a look from seeing all. */
const results = (lab: TestLab, checks: readonly Check[]): Promise<readonly CheckResult[]> =>
  lookAgain((some) => lab.look(some), checks, notSeenIn);

const everything = 'everything passes';

interface Seen {
  /** The first check in the course's order that does not pass, and what it says. */
  readonly first: string;
  readonly failed?: CheckResult;
}

/** The containers' own wget asks what curl has already asked in the same place; starting it costs more than all the rest. */
const asksAgain = ({ id }: Check): boolean => /^c[12]-wget-/.test(id);

/**
 * Looks at the checks of all steps that are done, in the order of the course; with `upTo` no further than that check,
 * which is enough to know that it is the first one to complain.
 */
async function look({ lab }: Stage, { after }: Injection, upTo?: string): Promise<Seen> {
  await lab.sh(...forget);
  const done = new Set(stepsTo(after, true).map(({ id }) => id));
  const all = allChecks.filter((check) => done.has(check.step) && !asksAgain(check));
  const last = upTo === undefined ? all.length : all.findIndex(({ id }) => id === upTo) + 1;
  const failed = (await results(lab, all.slice(0, last))).find(({ verdict }) => verdict.verdict !== 'pass');
  return failed ? { first: `${failed.check.id}: ${inOneWord(failed.verdict)}`, failed } : { first: everything };
}

const checkOf = (line: string | undefined): string | undefined => line?.split(': ')[0];

/** The command of the third hint, with the values that were seen. */
function thirdHint({ failed }: Seen): string {
  const found = failed?.verdict.verdict === 'fail' ? failed.verdict.diagnosis : undefined;
  const hint = found && translator('en')(diagnosisText(found, 'hint3'));
  return /`(.+)`/.exec(hint ?? '')?.[1] ?? 'false';
}

/** What is said first after the fault, and then after each third hint; of a hint that only looks, after the fix. */
async function follow(stage: Stage, injection: Injection): Promise<readonly string[]> {
  const { check, lines } = injection;
  await stage.lab.sh(...lines);
  let seen = await look(stage, injection, check);
  const reported = [seen.first];
  if ('onlyLooks' in injection) {
    await stage.lab.sh(...injection.fix);
    return [...reported, (await look(stage, injection)).first];
  }
  for (const expected of [...(injection.next ?? []), undefined]) {
    await stage.lab.sh(thirdHint(seen));
    seen = await look(stage, injection, checkOf(expected));
    reported.push(seen.first);
  }
  await stage.lab.sh(...(injection.left ?? []));
  return reported;
}

/** In the order of the course, so that a lab goes forward only. */
const inOrder = Object.entries(injections).sort(([, a], [, b]) => indexOf(a.after) - indexOf(b.after));

const stages: Stage[] = [];
const free: Stage[] = [];
const waiting: ((stage: Stage) => void)[] = [];
beforeAll(async () => {
  for (const name of names) stages.push({ lab: await testLab(name), done: undefined });
  free.push(...stages);
});
afterAll(() => Promise.all(stages.map(({ lab }) => lab.end())));

describe.concurrent('each fault alone is named first, and who types the third hints ends where everything passes', () => {
  async function withStage(use: (stage: Stage) => Promise<void>): Promise<void> {
    const stage = free.pop() ?? (await new Promise<Stage>((resolve) => waiting.push(resolve)));
    try {
      await use(stage);
    } catch (error) {
      stage.done = undefined;
      throw error;
    } finally {
      const next = waiting.shift();
      if (next) next(stage);
      else free.push(stage);
    }
  }

  it.each(inOrder)('%s', (id, injection) =>
    withStage(async (stage) => {
      const before = await playTo(stage, injection.after);
      const reported = await follow(stage, injection);
      const next = 'onlyLooks' in injection ? [] : (injection.next ?? []);
      expect(reported).toEqual([`${injection.check}: ${id}`, ...next, everything]);
      expect(await stateOfLab(stage.lab)).toBe(before);
    }),
  );
});

it('in the end the whole course passes in these labs, asked in every way', async () => {
  for (const stage of stages) {
    await playTo(stage, steps.at(-1)?.id ?? '');
    const failed = (await results(stage.lab, allChecks)).filter(({ verdict }) => verdict.verdict !== 'pass');
    expect(failed.map(({ check, verdict }) => `${check.id}: ${inOneWord(verdict)}`)).toEqual([]);
  }
});
