import fc from 'fast-check';
import { expect, test } from 'vitest';
import { text } from '../../i18n/text.ts';
import type { CheckResult, Verdict } from '../../verify/check.ts';
import { frameOf } from '../frame/frame.ts';
import { messageOf } from '../frame/message.ts';
import { failed, noProgress, passed, stepState, withVerdicts } from '../testing/states.ts';
import { update } from '../update/update.ts';
import type { Action, Command } from './action.ts';
import { checkStatus, checksOf, currentStep } from './selectors.ts';
import type { State } from './state.ts';

const ids = ['c1-default-route', 'c1-reaches-host'] as const;
const verdict: fc.Arbitrary<Verdict> = fc.constantFrom<Verdict>(
  passed,
  passed,
  failed,
  { verdict: 'error', cause: text('ui.flow.other') },
  { verdict: 'blocked', by: 'bridge-up' },
);
const results = fc.tuple(verdict, verdict).map(([one, two]): readonly CheckResult[] => {
  const all = withVerdicts(stepState(), { [ids[0]]: one, [ids[1]]: two }).results;
  return Object.values(all);
});

const step = 'c1-route';
const progress = fc.constantFrom(
  { ...noProgress, at: step },
  { ...noProgress, at: step, predictions: { [step]: 1 } },
  { ...noProgress, at: step, predictions: { [step]: 1 }, steps: { [step]: 'done' as const } },
);
const events: fc.Arbitrary<Action> = fc.oneof(
  results.map((all): Action => ({ type: 'session', event: { type: 'glanced', results: all } })),
  results.map(
    (all): Action => ({
      type: 'session',
      event: { type: 'round-ended', results: all, picture: undefined, ms: 1 },
    }),
  ),
  progress.map((one): Action => ({ type: 'session', event: { type: 'progress', progress: one } })),
  fc.constantFrom<Action>(
    { type: 'session', event: { type: 'lab-changed' } },
    { type: 'session', event: { type: 'round-failed', failure: { code: 'not-up', text: text('ui.flow.other') } } },
    { type: 'session', event: { type: 'run-started', step, commands: ['ip route'] } },
    { type: 'session', event: { type: 'run-ended', step, ok: false } },
    { type: 'session', event: { type: 'run-ended', step, ok: true } },
    { type: 'effect-done', effect: { type: 'run', step }, ok: false },
    { type: 'effect-done', effect: { type: 'check', steps: [step], asked: true }, ok: true },
    { type: 'effect-done', effect: { type: 'undo', step }, ok: true },
    { type: 'effect-done', effect: { type: 'solve', step }, ok: true },
    { type: 'effect-done', effect: { type: 'solve', step }, ok: false },
    { type: 'effect-done', effect: { type: 'next', step }, ok: false },
  ),
  fc
    .constantFrom<Command>('next', 'check', 'trace', 'why', 'answer', 'close', 'decline', 'hint')
    .map((command): Action => ({ type: 'command', command })),
);

/** What the marks beside the checks say, and the message line above the keys: never two different things. */
function agree(state: State): void {
  const message = messageOf(state);
  const here = currentStep(state);
  if (!message || message === 'busy' || !here) return;
  const marks = checksOf(state, here).map(({ id }) => checkStatus(state, here, id));
  const all = marks.every((mark) => mark === 'pass');
  const was = `${message.text.id} beside ${marks.join(', ')}`;
  if (message.tone === 'pass') expect([all, state.unobservable], was).toEqual([true, undefined]);
  if (message.tone === 'fail') expect(marks, was).toContain('fail');
  if (message.tone === 'blocked') expect(marks, was).toContain('blocked');
  if (all && !state.unobservable) expect(['pass', 'info'], was).toContain(message.tone);
  // What is said by the way may stand there; what tells how the step stands must be right.
  if (!state.message && state.screen.type === 'step' && state.screen.mode.type === 'read' && all && !state.unobservable)
    expect(message.tone, was).toBe('pass');
  if (!state.message && marks.includes('fail') && !marks.includes('looking') && !state.unobservable)
    expect(message.tone, was).toBe('fail');
}

test('whatever happens in whatever order, the status line says what the verdicts say', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 30 }), (actions) => {
      let state = withVerdicts(stepState({ asks: true }), {});
      for (const action of actions) {
        state = update(state, action, () => frameOf(state)).state;
        agree(state);
      }
    }),
    { numRuns: 300 },
  );
});

test('a repair or a damage from elsewhere turns the line, whatever was said before', () => {
  const said = (state: State) => {
    const message = messageOf(state);
    return message === 'busy' ? message : message?.text.id;
  };
  const at = {
    ...withVerdicts(stepState(), { [ids[0]]: passed, [ids[1]]: failed }),
    attempted: { [step]: true as const },
  };
  const look = (state: State, one: Verdict): State => {
    const seen = Object.values(withVerdicts(stepState(), { [ids[0]]: passed, [ids[1]]: one }).results);
    const action: Action = {
      type: 'session',
      event: { type: 'round-ended', results: seen, picture: undefined, ms: 1 },
    };
    return update(state, action, () => frameOf(state)).state;
  };
  const refused = update(at, { type: 'command', command: 'next' }, () => frameOf(at)).state;
  expect(said(refused)).toBe('ui.why-not.check');
  expect(said(look(refused, failed))).toBe('ui.why-not.check');
  const mended = look(refused, passed);
  expect(said(mended)).toBe('ui.message.proved');
  expect(said(look(mended, failed))).toBe('ui.message.checks-failed');
});
