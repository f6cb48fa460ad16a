import { describe, expect, it } from 'vitest';
import { messageIds } from '../src/i18n/catalogue.ts';
import { langs } from '../src/i18n/lang.ts';
import { translator } from '../src/i18n/translate.ts';
import { diagnosisText } from '../src/verify/check.ts';
import { isWalkDiagnosis } from '../src/verify/end-diagnosis.ts';
import { solved } from './testing/draft.ts';
import { scenarios } from './testing/examples.ts';
import { judgeOne } from './testing/judge.ts';

describe('checks', () => {
  it.each(scenarios.map((one) => [`${one.check} says ${one.expected}: ${one.name}`, one] as const))('%s', (_, one) => {
    const draft = solved();
    one.change(draft);
    const judgement = judgeOne(one.check, draft, one.answer);
    const reported =
      judgement.verdict === 'fail'
        ? (judgement.diagnosis?.id ?? 'the walk decides')
        : judgement.verdict === 'error' && judgement.unjudged
          ? 'unjudged'
          : judgement.verdict;
    expect(reported).toBe(one.expected);
  });

  it('say what they mean in at most 200 characters, in every language', () => {
    for (const one of scenarios) {
      const draft = solved();
      one.change(draft);
      const judgement = judgeOne(one.check, draft, one.answer);
      if (judgement.verdict !== 'fail') continue;
      const { diagnosis } = judgement;
      const parts = diagnosis ? (['what', 'why', 'next', 'hint1', 'hint2', 'hint3'] as const) : [];
      const words = parts.flatMap((part) => (diagnosis ? [diagnosisText(diagnosis, part)] : []));
      const commands = new Set<unknown>(words.slice(-1));
      for (const lang of langs) {
        for (const one of [judgement.expected, judgement.observed, ...words]) {
          const rendered = translator(lang)(one);
          // A command has to be whole: two iptables lines, at most.
          expect(rendered.length, rendered).toBeLessThanOrEqual(commands.has(one) ? 300 : 200);
          expect(rendered).not.toMatch(/undefined|[{}]{1}\w+[}]/);
        }
      }
    }
  });
});

it('names every way in which a request fails', () => {
  const outcomes = ['timeout', 'refused', 'no-route', 'unreachable', 'dns', 'reset'] as const;
  const reported = outcomes.map((outcome) => {
    const judgement = judgeOne('c1-reaches-c2', solved(), { outcome });
    return judgement.verdict === 'fail' ? translator('en')(judgement.observed) : '';
  });
  expect(reported).toEqual([
    'no answer in time (at c1)',
    'connection refused (at c1)',
    'no route to host (at c1)',
    'network is unreachable (at c1)',
    'the name was not resolved (at c1)',
    'connection reset (at c1)',
  ]);
});

it('every diagnosis is reached by some check', () => {
  const ids = messageIds('en').flatMap((id) => /^diagnosis\.(.+)\.what$/.exec(id)?.[1] ?? []);
  expect(ids.filter((id) => !isWalkDiagnosis(id) && !scenarios.some((one) => one.expected === id))).toEqual([]);
});
