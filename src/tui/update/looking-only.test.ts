import { expect, test } from 'vitest';
import { messageOf } from '../../i18n/catalogue.ts';
import { frameOf } from '../frame/frame.ts';
import { messageRow } from '../frame/message.ts';
import type { Effect } from '../model/action.ts';
import { whyNot } from '../model/availability.ts';
import { standingOf } from '../model/lines.ts';
import { currentStep } from '../model/selectors.ts';
import { standing } from '../model/standing.ts';
import type { State } from '../model/state.ts';
import { report } from '../plain/report.ts';
import { passed, stepState, withVerdicts } from '../testing/states.ts';
import { update } from './update.ts';

const looks = withVerdicts(
  { ...stepState({ step: 'bridge-show' }), progress: { ...stepState().progress, at: 'bridge-show', predictions: {} } },
  { 'bridge-shows-veth1': passed },
);
const typing = (state: State): State => ({ ...state, progress: { ...state.progress, way: 'type' } });
const stepOf = (state: State) => {
  const step = currentStep(state);
  if (!step) throw new Error('the small course has changed');
  return step;
};
const done = (effect: Effect): readonly string[] =>
  update(looks, { type: 'effect-done', effect, ok: true }, () => frameOf(looks)).effects.map(({ type }) => type);

test('only a shell that took the whole terminal counts as a look; a way, a shown line and keys in a shell do not', () => {
  expect(done({ type: 'shell' })).toEqual(['looked']);
  const others: readonly Effect[] = [
    { type: 'take', way: 'type' },
    { type: 'show-line', step: 'bridge-show' },
    { type: 'terminal-close', id: 1 },
    { type: 'terminal-type', id: 1, text: 'x' },
    { type: 'terminal-scroll', id: 1, by: 1 },
  ];
  for (const effect of others) expect([effect.type, done(effect)]).toEqual([effect.type, []]);
});

test('who types is never sent to the key that would refuse to run the commands', () => {
  expect(standing(looks, stepOf(looks)).text.id).toBe('ui.message.looks');
  expect(whyNot(looks, 'next')?.id).toBe('ui.why-not.only-looks');
  expect(whyNot(looks, 'run')).toBeUndefined();
  const typed = typing(looks);
  expect(whyNot(typed, 'run')?.id).toBe('ui.why-not.typing');
  expect(standing(typed, stepOf(typed)).text.id).toBe('ui.message.looks-typing');
  expect(whyNot(typed, 'next')?.id).toBe('ui.why-not.only-looks-typing');
  const undo = { type: 'effect-done', effect: { type: 'undo', step: 'bridge-show' }, ok: true } as const;
  expect(update(typed, undo, () => frameOf(typed)).state.message?.text.id).toBe('ui.message.undone-typing');
  expect(update(looks, undo, () => frameOf(looks)).state.message?.text.id).toBe('ui.message.undone');
});

const held = withVerdicts(stepState({ asks: true }), { 'c1-default-route': passed });

test('no line is ticked before the question that its outcome would answer', () => {
  const [state, step] = [typing(held), stepOf(held)];
  const two = { ...step, lines: [['c1-default-route'], ['c1-reaches-host']], commands: ['one', 'two'] };
  expect(standingOf(state, two, 0)).toBe('covered');
  const shown = { ...state, progress: { ...state.progress, shown: { [step.id]: 1 } } };
  expect(standingOf(shown, two, 0)).toBe('open');
  const answered = { ...state, progress: { ...state.progress, predictions: { [step.id]: 0 } } };
  expect(standingOf(answered, two, 0)).toBe('done');
});

test('by line, what asks by itself is printed: the next word would answer it', () => {
  const before = stepState({ asks: true });
  const results = Object.values(held.results).flatMap((result) => (result ? [result] : []));
  const action = { type: 'session', event: { type: 'glanced', results } } as const;
  const { state } = update(before, action, () => frameOf(before));
  expect(state.screen).toMatchObject({ mode: { type: 'predict' } });
  const question = stepOf(state).prediction?.question ?? '';
  expect(report(action, before, state).join(' ').replace(/\s+/g, ' ')).toContain(question.slice(0, 30));
  // Once: what comes in afterwards does not ask again.
  expect(report(action, state, update(state, action, () => frameOf(state)).state).join(' ')).not.toContain(
    question.slice(0, 30),
  );
});

test('what is going on is called running only while commands run', () => {
  const waits: State = { ...looks, working: { type: 'run', step: 'bridge-show' } };
  expect(messageRow(waits)).toMatchObject({ words: messageOf('en', 'ui.busy.looking') });
  expect(messageRow({ ...waits, running: 'bridge-show' })).toMatchObject({ words: messageOf('en', 'ui.busy.running') });
});
