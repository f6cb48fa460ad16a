import { expect, test } from 'vitest';
import type { Course, Step } from '../course/course.ts';
import { err, ok } from '../result.ts';
import { noted, owesAnswer, owesLook } from './acts.ts';
import { noProgress } from './progress.ts';
import { conclude } from './session-conclude.ts';
import { decide } from './session-decide.ts';
import { newSession, type SessionState, type Taught } from './session-state.ts';
import { course } from './testing/world.ts';

const [first] = course.lessons;
if (!first) throw new Error('no lesson');
const looking: Step = { ...(first.steps[0] as Step), undo: [] };
const taught: Taught = {
  course: { ...course, lessons: [{ ...first, steps: [looking, ...first.steps.slice(1)] }] } satisfies Course,
  looks: 'entering',
};
const up: SessionState = { ...newSession(taught), lab: 'up' };
const next = (state: SessionState) => {
  const decided = decide(state, { type: 'next', step: looking.id }, taught);
  return decided.ok ? 'let through' : decided.error;
};

test('a question is owed until it is answered, put aside, or its step is left', () => {
  expect(owesAnswer(looking, noProgress)).toBe(true);
  expect(owesAnswer(looking, { ...noProgress, predictions: { one: 0 } })).toBe(false);
  expect(owesAnswer(looking, noted(noProgress, 'declined', 'one'))).toBe(false);
  expect(owesAnswer(looking, noted(noProgress, 'declined', 'two'))).toBe(true);
  for (const state of ['done', 'skipped'] as const)
    expect(owesAnswer(looking, { ...noProgress, steps: { one: state } })).toBe(false);
  const { prediction: _prediction, ...unasked } = looking;
  expect(owesAnswer(unasked, noProgress)).toBe(false);
});

test('a step that only looks is not left before somebody has looked or answered', () => {
  expect(next(up)).toBe('not-looked');
  const run = conclude(up, { type: 'run', step: 'one' }, { done: ok(undefined), at: 'one', results: [] }, taught);
  expect(next(run.state)).toBe('let through');
  const failed = conclude(up, { type: 'run', step: 'one' }, { done: err('cancelled'), at: 'one', results: [] }, taught);
  expect(next(failed.state)).toBe('not-looked');
  for (const type of ['looked', 'decline'] as const) {
    const decided = decide(up, { type, step: 'one' }, taught);
    expect(decided.ok && next(decided.value.state)).toBe(type === 'looked' ? 'let through' : 'not-looked');
  }
  const guessed = decide(up, { type: 'predict', step: 'one', option: 0 }, taught);
  expect(guessed.ok && next(guessed.value.state)).toBe('let through');
});

test('nothing of the kind is asked where a step leaves something behind, and nothing is noted there', () => {
  const [, second] = first.steps;
  expect(second && owesLook(second, noProgress)).toBe(false);
  const decided = decide(up, { type: 'looked', step: 'two' }, taught);
  expect(decided.ok && decided.value.state.progress).toBe(up.progress);
});
