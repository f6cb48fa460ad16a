import { expect, test } from 'vitest';
import { text } from '../i18n/text.ts';
import type { Trace } from '../trace/index.ts';
import { type Check, defineCheck, type Verdict } from '../verify/check.ts';
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

test.each<readonly [string, Verdict, boolean]>([
  ['it died of that', fail('route-missing'), false],
  ['it died of something else', fail('rule-drops'), true],
  ['it was answered', { verdict: 'pass' }, true],
  ['an earlier check is in its way now', { verdict: 'blocked', by: 'other' }, false],
  ['nobody could look', { verdict: 'error', cause: text('facts.not-looked') }, false],
])('%s: were we wrong?', (_, verdict, wrong) => {
  expect(refuted(foreseen, [{ check, verdict, ms: 1 }])).toEqual(wrong ? foreseen : []);
  expect(refuted([], [{ check, verdict, ms: 1 }])).toEqual([]);
});
