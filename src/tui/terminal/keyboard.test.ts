import { expect, test } from 'vitest';
import { frameOf } from '../frame/frame.ts';
import type { Action } from '../model/action.ts';
import type { State } from '../model/state.ts';
import { withTab } from '../model/terminal.ts';
import { stepState } from '../testing/states.ts';
import { update } from '../update/update.ts';
import { createKeyboard } from './keyboard.ts';

function keyboard(first: State) {
  let state = first;
  const told: string[] = [];
  const dispatch = (action: Action): void => {
    const next = update(state, action, () => frameOf(state));
    state = next.state;
    for (const effect of next.effects) {
      told.push(effect.type === 'terminal-type' ? `sent ${JSON.stringify(effect.text)}` : effect.type);
    }
  };
  const one = createKeyboard({
    state: () => state,
    dispatch,
    type: (id, text) => void (text !== '' && told.push(`${id} ${text}`)),
    paste: (id, text) => void told.push(`${id} pasted ${text}`),
  });
  return { take: one.take, told, state: () => state };
}

const withShell = (): State => ({
  ...stepState({ columns: 120, rows: 40 }),
  hasPanes: true,
  terminals: withTab(undefined, 'host'),
});

test('without a terminal every key is the lesson’s', () => {
  const { take, told } = keyboard({ ...stepState(), hasPanes: true });
  expect(take('q\u0007x')).toBe('q\u0007x');
  expect(told).toEqual([]);
});

test('every key is the shell’s, the lesson’s own and control keys too', () => {
  const { take, told } = keyboard(withShell());
  expect(take('q')).toBe('');
  expect(take('\u0003\u001b[A\u001b')).toBe('');
  expect(told).toEqual(['1 q', '1 \u0003\u001b[A\u001b']);
});

test('after the prefix one key is ours, and then the shell has them again', () => {
  const { take, told } = keyboard(withShell());
  expect(take('a\u0007cb')).toBe('');
  expect(told).toEqual(['1 a', 'check', '1 b']);
});

test('the prefix and t leave the keyboard to the lesson; the rest of what was typed is the lesson’s', () => {
  const { take, told, state } = keyboard(withShell());
  expect(take('\u0007tn')).toBe('n');
  expect(told).toEqual([]);
  expect(state().terminals).toMatchObject({ focus: false, mode: 'type' });
});

test('the prefix twice is the key itself', () => {
  const { take, told } = keyboard(withShell());
  take('\u0007');
  take('\u0007');
  expect(told).toEqual([`sent ${JSON.stringify('\u0007')}`]);
});

test('a key that means nothing takes the prefix back, and is not typed', () => {
  const { take, told, state } = keyboard(withShell());
  take('\u0007%');
  expect(told).toEqual([]);
  expect(state().terminals?.mode).toBe('type');
});

test('pasted text comes whole, whatever the pieces; a prefix in it is text', () => {
  const { take, told } = keyboard(withShell());
  take('x\u001b[2');
  take('00~one\u0007q\n');
  take('two\u001b[20');
  take('1~y');
  expect(told).toEqual(['1 x', '1 pasted one\u0007q\ntwo', '1 y']);
});
