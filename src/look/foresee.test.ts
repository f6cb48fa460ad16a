import { expect, test } from 'vitest';
import { text } from '../i18n/text.ts';
import type { Trace } from '../trace/index.ts';
import { type Check, type CheckResult, defineCheck, type Verdict } from '../verify/check.ts';
import { type Foreseen, refuted } from './foresee.ts';

const check: Check = defineCheck({
  ...{ id: 'reaches', step: 'step', after: [], kind: 'behaviour' },
  needs: () => ({}),
  judge: () => ({ verdict: 'pass' }),
});
const trace: Trace = {
  flow: { from: 'c1', to: '192.0.2.1', proto: 'tcp', port: 80 },
  disposition: 'no-route',
  reason: text('trace.no-route.send', { node: 'c1', dst: '192.0.2.1' }),
  hops: [],
  expected: { outcome: 'no-route' },
};
const fail = (id: string): Foreseen['verdict'] => ({
  verdict: 'fail',
  expected: text('ui.flow.answered'),
  observed: text('ui.flow.timeout'),
  diagnosis: { id },
});
const foreseen: readonly Foreseen[] = [{ check, verdict: fail('route-missing'), trace }];

const walk: CheckResult['walk'] = { trace, fit: 'same' };

test.each<readonly [string, Verdict, boolean, CheckResult['walk']?]>([
  ['it died of that', fail('route-missing'), false, walk],
  ['it died of something else', fail('rule-drops'), true, walk],
  ['it failed, and what is suspected is something else', fail('rule-drops'), false],
  ['it failed, and nobody knows of what', { ...fail('x'), diagnosis: undefined }, false],
  ['it was answered', { verdict: 'pass' }, true],
  ['an earlier check is in its way now', { verdict: 'blocked', by: 'other' }, false],
  ['nobody could look', { verdict: 'error', cause: text('facts.not-looked') }, false],
])('%s: were we wrong?', (_, verdict, wrong, ended) => {
  const result: CheckResult = { check, verdict, ms: 1, ...(ended ? { walk: ended } : {}) };
  expect(refuted(foreseen, [result])).toEqual(wrong ? foreseen : []);
  expect(refuted([], [result])).toEqual([]);
});
