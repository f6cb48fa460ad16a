import { describe, expect, test } from 'vitest';
import { err, ok, type Result } from '../result.ts';
import type { NotNow } from './session.ts';
import { conclude } from './session-conclude.ts';
import { decide } from './session-decide.ts';
import { newSession, type Request, type SessionState, type Taught } from './session-state.ts';
import { course } from './testing/world.ts';

const taught: Taught = { course, looks: 'entering' };
const fresh = newSession(taught);
const up: SessionState = { ...fresh, lab: 'up' };

/** Which effects a request begins with, or why it is refused. */
function begins(state: SessionState, request: Request, how: Taught = taught) {
  const decided = decide(state, request, how);
  return decided.ok ? decided.value.effects.map(({ type }) => type) : decided.error;
}
const concluded = (state: SessionState, request: Request, done: Result<void, NotNow> = ok(undefined)) =>
  conclude(state, request, { done, at: state.progress.at, results: [] }, taught);

const every: readonly Request[] = [
  { type: 'start' },
  { type: 'reset' },
  { type: 'run', step: 'one' },
  { type: 'undo', step: 'one' },
  { type: 'solve', to: 'one' },
  { type: 'check', steps: ['one'] },
  { type: 'look', steps: ['one'] },
  { type: 'walk', check: 'one-holds' },
  { type: 'next', step: 'one' },
  { type: 'skip', step: 'one' },
  { type: 'go-to', step: 'one' },
];
const onPaper: readonly Request[] = [
  { type: 'predict', step: 'one', option: 0 },
  { type: 'hint', step: 'one' },
  { type: 'decline', step: 'one' },
  { type: 'looked', step: 'one' },
];

describe('what is asked of a session', () => {
  test.each(every)('waits while something else changes the lab, and is over when it is closed: $type', (request) => {
    expect(begins({ ...up, working: true }, request)).toBe('busy');
    expect(begins({ ...up, closed: true }, request)).toBe('closed');
    expect(begins(up, request)).not.toBeTypeOf('string');
  });

  test.each(onPaper)('on paper is answered at any time: $type', (request) => {
    expect(begins({ ...fresh, working: true }, request)).toEqual([]);
  });

  test('begins with its own effect', () => {
    expect(every.map((request) => begins(up, request))).toEqual([
      ...[['bring-up'], ['renew'], ['lines'], ['lines'], ['solve']],
      ...[['look'], ['look'], ['walk'], ['prove'], ['look-around'], ['look-around']],
    ]);
  });

  test('looks around by itself only where a learner enters steps, in a lab that is there', () => {
    const skip: Request = { type: 'skip', step: 'one' };
    expect(begins(fresh, skip)).toEqual([]);
    expect(begins(up, skip, { course, looks: 'asked' })).toEqual([]);
  });

  test('may be commands for no step of the course', () => {
    expect(begins(up, { type: 'run', step: 'mine', commands: ['true'] })).toEqual(['lines']);
    expect(begins(up, { type: 'run', step: 'mine' })).toBe('no-such-step');
  });

  test('is remembered, where its failures are to be explained', () => {
    const asked = (request: Request) => {
      const decided = decide(up, request, taught);
      return decided.ok && decided.value.state.asked;
    };
    expect(asked({ type: 'check', steps: ['one', 'two'] })).toEqual(['one', 'two']);
    expect(asked({ type: 'look', steps: ['one'] })).toEqual([]);
  });
});

describe('what follows', () => {
  test('frees the lab for whatever comes next, also when it failed', () => {
    for (const request of every.slice(0, 5)) {
      expect(concluded({ ...up, working: true }, request, err('line-failed')).state.working).toBe(false);
    }
  });

  test('a run is a look, unless the lab went away', () => {
    const run: Request = { type: 'run', step: 'one' };
    expect(concluded(up, run, err('line-failed'))).toMatchObject({ effects: [{ type: 'look' }], done: { ok: false } });
    expect(concluded(fresh, run, err('no-lab')).effects).toEqual([]);
  });

  test('an undo takes the claim back, unless the lab went away meanwhile', () => {
    const undo: Request = { type: 'undo', step: 'one' };
    const claimed = { ...up, progress: { ...up.progress, steps: { one: 'done' } as const } };
    expect(concluded(claimed, undo).state.progress.steps).toEqual({ one: 'todo' });
    const gone = concluded({ ...claimed, lab: 'down' }, undo);
    expect([gone.state.progress.steps, gone.done]).toEqual([{ one: 'done' }, err('no-lab')]);
  });

  test('a wish to go on is what the look that was waited for says, for a learner who is still there', () => {
    const next: Request = { type: 'next', step: 'one' };
    expect(concluded(up, next).done).toEqual(err('not-proved'));
    expect(concluded({ ...up, working: true }, next).done).toEqual(err('busy'));
    const elsewhere = conclude(up, next, { done: ok(undefined), at: 'three', results: [] }, taught);
    expect(elsewhere.done).toEqual(err('moved-on'));
  });
});
