import { expect, test } from 'vitest';
import { interfaces } from '../facts/index.ts';
import { readingsOf } from '../round/index.ts';
import { defaultParams } from '../testing/one-host/params.ts';
import { type Check, defineCheck } from '../verify/check.ts';
import { judgeKnown } from './known.ts';

const asks = (id: string, node: string, ...after: readonly string[]): Check =>
  defineCheck({
    ...{ id, step: 'step', after, kind: 'state' },
    needs: () => ({ seen: interfaces(node) }),
    judge: () => ({ verdict: 'pass' }),
  });
const observations = Object.fromEntries(
  ['host', 'c1'].map((node) => [interfaces(node).key, { stdout: '[]', stderr: '', exitCode: 0, ms: 1 }]),
);
const readings = readingsOf({ nonce: 'ab', changed: false, fingerprint: '1', observations });
const known = (checks: readonly Check[]): readonly string[] =>
  judgeKnown(checks, readings, new Set(Object.keys(observations)), defaultParams).map(({ check }) => check.id);

test('only what has been seen is judged, and only what nothing unseen can block', () => {
  expect(known([asks('seen', 'host'), asks('unseen', 'c2')])).toEqual(['seen']);
  expect(known([asks('unseen', 'c2'), asks('then', 'c1', 'unseen'), asks('last', 'c1', 'then')])).toEqual([]);
  expect(known([asks('first', 'host'), asks('then', 'c1', 'first', 'not-here')])).toEqual(['first', 'then']);
});
