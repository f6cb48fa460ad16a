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

test('nothing that either side has noted is lost; what changed there counts', () => {
  fc.assert(
    fc.property(progress, progress, progress, (base, mine, theirs) => {
      fc.pre(Object.keys({ ...theirs.steps, ...theirs.predictions, ...theirs.hints }).length > 0);
      const all = mergeProgress(base, mine, theirs);
      expect(all.at).toBe(mine.at);
      for (const part of ['steps', 'predictions', 'hints'] as const) {
        expect(new Set(Object.keys(all[part]))).toEqual(new Set(Object.keys({ ...mine[part], ...theirs[part] })));
        for (const [one, mark] of Object.entries(theirs[part]))
          expect(all[part][one]).toBe(mark === base[part][one] && one in mine[part] ? mine[part][one] : mark);
      }
      expect(new Set(all.looked)).toEqual(new Set([...(mine.looked ?? []), ...(theirs.looked ?? [])]));
    }),
  );
});

test('a file that is gone takes back what it had said, and nothing else', () => {
  const base = markStep(markStep(noProgress, 'one', 'done'), 'two', 'done');
  const mine: Progress = { ...markStep(base, 'three', 'done'), at: 'three' };
  expect(mergeProgress(base, mine, noProgress).steps).toEqual({ three: 'done' });
});

test('a writer who never knew of a mark takes none away', () => {
  const base: Progress = { ...markStep(markStep(noProgress, 'one', 'done'), 'two', 'done'), predictions: { two: 1 } };
  const theirs = markStep(markStep(noProgress, 'one', 'done'), 'three', 'done');
  expect(mergeProgress(base, base, theirs)).toMatchObject({
    steps: { one: 'done', two: 'done', three: 'done' },
    predictions: { two: 1 },
  });
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
