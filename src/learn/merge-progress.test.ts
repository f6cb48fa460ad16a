import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeProgress } from './merge-progress.ts';
import { markStep, noProgress } from './progress.ts';
import type { Progress } from './session.ts';

const step = fc.constantFrom('one', 'two', 'three');
const progress: fc.Arbitrary<Progress> = fc.record({
  steps: fc.dictionary(step, fc.constantFrom('todo', 'done', 'skipped'), { noNullPrototype: true }),
  at: fc.option(step, { nil: undefined }),
  predictions: fc.dictionary(step, fc.nat(2), { noNullPrototype: true }),
  hints: fc.dictionary(step, fc.nat(3), { noNullPrototype: true }),
  declined: fc.uniqueArray(step),
  looked: fc.uniqueArray(step),
  way: fc.constantFrom('run', 'type'),
  shown: fc.dictionary(step, fc.nat(3), { noNullPrototype: true }),
});
const sorted = (one: Progress) => ({
  ...one,
  declined: [...(one.declined ?? [])].toSorted(),
  looked: [...(one.looked ?? [])].toSorted(),
});

test('what did not change there leaves mine as it is; what did not change here takes theirs, but for the place', () => {
  fc.assert(
    fc.property(progress, progress, (base, other) => {
      expect(mergeProgress(base, other, base)).toEqual(other);
      expect(sorted(mergeProgress(base, base, other))).toEqual(sorted({ ...other, at: base.at }));
    }),
  );
});

test('both sides keep what they did; what was taken back there is taken back here', () => {
  const base = markStep(markStep(noProgress, 'one', 'done'), 'two', 'done');
  const mine: Progress = { ...base, at: 'three', predictions: { three: 1 }, looked: ['three'] };
  const theirs: Progress = {
    ...markStep(markStep(base, 'two', 'todo'), 'four', 'done'),
    at: 'five',
    declined: ['four'],
  };
  expect(mergeProgress(base, mine, theirs)).toEqual({
    steps: { one: 'done', two: 'todo', four: 'done' },
    at: 'three',
    predictions: { three: 1 },
    hints: {},
    declined: ['four'],
    looked: ['three'],
  });
});
