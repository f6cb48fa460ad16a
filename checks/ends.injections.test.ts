import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog, fetch } from '../src/facts/index.ts';
import { langs } from '../src/i18n/lang.ts';
import { text } from '../src/i18n/text.ts';
import { translator } from '../src/i18n/translate.ts';
import { endWords } from '../src/trace/index.ts';
import { diagnosisText } from '../src/tui/model/words.ts';
import { defineCheck } from '../src/verify/check.ts';
import { spokenVerdict } from '../src/verify/index.ts';
import { type End, ends } from './proof/ends.ts';
import { type TestLab, testLab } from './testing/lab.ts';
import { stateOfLab } from './testing/state.ts';
import { steps } from './testing/steps.ts';
import { text as courseText } from './words/text.ts';

/** A request that nobody but its walk says anything of. */
const asking = ({ from, url }: End) =>
  defineCheck({
    ...{ id: 'ends', step: 'ends', after: [], kind: 'behaviour' },
    needs: () => ({ fetch: fetch({ from, url }), log: accessLog() }),
    judge: ({ fetch: { outcome, message } }) =>
      outcome === 'answered'
        ? { verdict: 'pass' }
        : {
            verdict: 'fail',
            expected: text('ui.flow.answered'),
            observed: courseText('checks.see.outcome', {
              from,
              outcome: outcome === 'no-route' ? 'nowhere' : outcome,
              message,
            }),
          },
  });

/** What is remembered of earlier packets would decide for the next ones. */
const forget = [
  'conntrack -F; ip neigh flush all',
  "for pid in $(pgrep -f 'nginx: master'); do nsenter -n -t $pid ip neigh flush all; done",
];

const every = Object.entries(ends) as readonly (readonly [keyof typeof ends, End])[];
const labs: TestLab[] = [];
const free: ((lab: TestLab) => void)[] = [];
const idle: TestLab[] = [];
const solved = new Map<TestLab, string>();

beforeAll(async () => {
  for (const name of ['ends-a', 'ends-b']) {
    const lab = await testLab(name);
    labs.push(lab);
    await lab.sh(...steps.flatMap(({ commands }) => commands).filter((line) => !line.includes('exec -it')));
    solved.set(lab, await stateOfLab(lab));
    idle.push(lab);
  }
});
afterAll(() => Promise.all(labs.map((lab) => lab.end())));

async function withLab(use: (lab: TestLab) => Promise<void>): Promise<void> {
  const lab = idle.pop() ?? (await new Promise<TestLab>((resolve) => free.push(resolve)));
  try {
    await use(lab);
  } finally {
    const next = free.shift();
    if (next) next(lab);
    else idle.push(lab);
  }
}

describe.concurrent('a request that ends in a real lab is said to end there, by every face', () => {
  it.each(every)('%s', (name, end) =>
    withLab(async (lab) => {
      await lab.sh(...forget, ...end.lines);
      const [result] = await lab.look([asking(end)]);
      await lab.sh(...end.back);
      const { verdict, walk } = result ?? {};
      expect(walk?.fit, JSON.stringify(verdict)).toBe('same');
      const diagnosis = verdict?.verdict === 'fail' ? verdict.diagnosis : undefined;
      expect(diagnosis?.id).toBe(`end-${name}`);
      for (const lang of langs) {
        const translate = translator(lang);
        const rendered = result && spokenVerdict(result, translate);
        const what = diagnosis && diagnosisText(diagnosis, 'what');
        expect(rendered).toMatchObject({
          verdict: 'fail',
          diagnosis: { id: `end-${name}`, what: what && translate(what) },
        });
        expect(rendered).toMatchObject({ walk: { said: walk && translate(endWords(walk.trace)) } });
      }
      expect(await stateOfLab(lab)).toBe(solved.get(lab));
    }),
  );
});
