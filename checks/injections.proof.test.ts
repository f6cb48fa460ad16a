import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inOneWord } from '../src/proof/closure.ts';
import { allChecks } from './index.ts';
import { type Injection, injections } from './proof/injections/index.ts';
import { type TestLab, testLab } from './testing/lab.ts';
import { steps, stepsTo } from './testing/steps.ts';

/** Most of the time goes into fetches that time out: a few labs side by side. */
const names = ['injections-a', 'injections-b', 'injections-c', 'injections-d'];

/** A lab that is played forward as far as an injection needs it, and returns there by its mend. */
interface Stage {
  readonly lab: TestLab;
  /** How many steps are done; undefined: in no known state. */
  done: number | undefined;
}

const indexOf = (step: string): number => {
  const index = steps.findIndex(({ id }) => id === step);
  if (index < 0) throw new Error(`no step ${step}`);
  return index;
};

async function playTo(stage: Stage, step: string): Promise<void> {
  const wanted = indexOf(step) + 1;
  if (stage.done === undefined || stage.done > wanted) {
    await stage.lab.clean();
    stage.done = 0;
  }
  const lines = steps.slice(stage.done, wanted).flatMap(({ commands }) => commands);
  stage.done = undefined;
  await stage.lab.sh(...lines.filter((line) => !line.includes('exec -it')));
  stage.done = wanted;
}

/** What is remembered of earlier packets would heal or spoil the next look. */
const forget = [
  'conntrack -F',
  'ip neigh flush all',
  "for pid in $(docker ps -q | xargs docker inspect -f '{{.State.Pid}}'); do nsenter -n -t $pid ip neigh flush all; done",
];

async function look(stage: Stage, { after }: Injection): Promise<readonly string[]> {
  await stage.lab.sh(...forget);
  const done = new Set(stepsTo(after, true).map(({ id }) => id));
  const results = await stage.lab.look(allChecks.filter(({ step }) => done.has(step)));
  return results
    .filter(({ verdict }) => verdict.verdict !== 'pass' && verdict.verdict !== 'blocked')
    .map(({ check, verdict }) => `${check.id}: ${inOneWord(verdict)}`);
}

/** In the order of the course, so that a lab goes forward only. */
const inOrder = Object.entries(injections).sort(([, a], [, b]) => indexOf(a.after) - indexOf(b.after));

describe.concurrent('each fault alone is named first, and its mend puts everything right', () => {
  const stages: Stage[] = [];
  const free: Stage[] = [];
  const waiting: ((stage: Stage) => void)[] = [];
  beforeAll(async () => {
    for (const name of names) stages.push({ lab: await testLab(name), done: 0 });
    free.push(...stages);
  });
  afterAll(() => Promise.all(stages.map(({ lab }) => lab.end())));

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
      await playTo(stage, injection.after);
      await stage.lab.sh(...injection.lines);
      const said = await look(stage, injection);
      await stage.lab.sh(...injection.mend);
      const left = await look(stage, injection);
      if (left.length > 0) stage.done = undefined;
      expect({ said: said[0], left }, said.join(', ')).toEqual({ said: `${injection.check}: ${id}`, left: [] });
    }),
  );
});
