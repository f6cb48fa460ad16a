import { expect, test, vi } from 'vitest';
import * as frames from '../frame/frame.ts';
import { stepState } from '../testing/states.ts';
import { createStore } from './store.ts';

test('a state is laid out once, however often its frame is asked for, and only when it is', () => {
  const frameAfter = vi.spyOn(frames, 'frameAfter');
  const store = createStore(stepState({ rows: 12 }), () => undefined);
  store.dispatch({ type: 'session', event: { type: 'round-started', steps: [] } });
  store.dispatch({ type: 'session', event: { type: 'round-ended', results: [], picture: undefined, ms: 1 } });
  expect(frameAfter).not.toHaveBeenCalled();
  const first = store.frame();
  expect(store.frame()).toBe(first);
  store.dispatch({ type: 'command', command: 'down' });
  expect(frameAfter).toHaveBeenCalledTimes(1);
  expect(store.frame()).not.toBe(first);
  expect(frameAfter).toHaveBeenCalledTimes(2);
});
