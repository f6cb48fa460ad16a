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
const { diagnosis: _, ...undiagnosed } = fail('route-missing');
const foreseen: readonly Foreseen[] = [{ check, verdict: fail('route-missing'), trace }];

const walk: CheckResult['walk'] = { trace, fit: 'same' };

interface Ended {
  readonly is: string;
  readonly verdict: Verdict;
  readonly walk?: CheckResult['walk'];
  readonly wrong: boolean;
}
test.each<Ended>([
  { is: 'it died of that', verdict: fail('route-missing'), wrong: false, walk },
  { is: 'it died of something else', verdict: fail('rule-drops'), wrong: true, walk },
  { is: 'it failed, and what is suspected is something else', verdict: fail('rule-drops'), wrong: false },
  { is: 'it failed, and nobody knows of what', verdict: undiagnosed, wrong: false },
  { is: 'it was answered', verdict: { verdict: 'pass' }, wrong: true },
  { is: 'an earlier check is in its way now', verdict: { verdict: 'blocked', by: 'other' }, wrong: false },
  { is: 'nobody could look', verdict: { verdict: 'error', cause: text('facts.not-looked') }, wrong: false },
])('$is: were we wrong?', ({ verdict, walk: ended, wrong }) => {
  const result: CheckResult = { check, verdict, ms: 1, ...(ended ? { walk: ended } : {}) };
  expect(refuted(foreseen, [result])).toEqual(wrong ? foreseen : []);
  expect(refuted([], [result])).toEqual([]);
});
