import { expect, test } from 'vitest';
import { type Check, defineCheck } from '../verify/check.ts';
import { isForeseen } from './session-effects.ts';
import { newSession, type SessionState, type Taught } from './session-state.ts';
import { course } from './testing/world.ts';

const taught: Taught = { course, looks: 'entering' };
const asking = course.lessons.flatMap(({ steps }) => steps).find(({ prediction }) => prediction !== undefined);
const check = (step: string): Check =>
  defineCheck({ id: 'it', step, after: [], kind: 'behaviour', needs: () => ({}), judge: () => ({ verdict: 'pass' }) });
const state = (asked: readonly string[], more: Partial<SessionState['progress']> = {}): SessionState => {
  const fresh = newSession(taught);
  return { ...fresh, asked, progress: { ...fresh.progress, ...more } };
};

test('nobody is told the answer to a question that is still open', () => {
  if (!asking) throw new Error('no step of the course asks');
  const own = check(asking.id);
  const told = (of: SessionState): boolean => isForeseen(of, own, taught);
  expect(told(state([asking.id]))).toBe(false);
  expect(told(state([asking.id], { predictions: { [asking.id]: 0 } }))).toBe(true);
  // Claimed without it, by `solve`: it is not asked any more.
  expect(told(state([], { steps: { ...state([]).progress.steps, [asking.id]: 'done' } }))).toBe(true);
});

test('only those are told of whose failures would be explained', () => {
  const predictions = Object.fromEntries(course.lessons.flatMap(({ steps }) => steps).map(({ id }) => [id, 0]));
  expect(isForeseen(state([], { predictions }), check('one'), taught)).toBe(false);
  expect(isForeseen(state(['one'], { predictions }), check('one'), taught)).toBe(true);
  expect(isForeseen(state(['two'], { predictions }), check('one'), taught)).toBe(false);
});
