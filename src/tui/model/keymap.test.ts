import { describe, expect, test } from 'vitest';
import { messageIds } from '../../i18n/catalogue.ts';
import { helpLines } from '../screens/help-lines.ts';
import { prefixKey } from '../terminal/keys.ts';
import { stepState } from '../testing/states.ts';
import { plainText } from '../text/span.ts';
import { commands } from './action.ts';
import { keyLabel } from './key-labels.ts';
import { bindingsOf, commandFor, keymap, type Mode, modeOf } from './keymap.ts';

const modes = [...new Set(keymap.flatMap((binding) => binding.modes))];

test.each(modes)('no key means two things in %s', (mode) => {
  const keys = bindingsOf(mode).flatMap((binding) => binding.keys);
  expect(keys).toEqual([...new Set(keys)]);
});

test('every command has a key', () => {
  const bound = new Set(keymap.map((binding) => binding.command));
  expect(commands.filter((command) => !bound.has(command))).toEqual([]);
});

test('every key has words for the footer and for the help, in both languages', () => {
  for (const { label } of keymap) {
    for (const lang of ['en', 'zh-CN'] as const) {
      expect(messageIds(lang)).toEqual(expect.arrayContaining([label, `${label}.long`]));
    }
  }
});

const leavers = modes.filter((mode) => mode !== 'terminal');

test.each(leavers)('Ctrl-C leaves from %s, to the shell where there is one', (mode) => {
  expect(['quit', 'terminal-back']).toContain(commandFor(mode, 'ctrl-c'));
});

test.each(leavers.filter((mode) => mode !== 'typing'))('q leaves from %s, to the shell where there is one', (mode) => {
  expect(['quit', 'terminal-back']).toContain(commandFor(mode, 'q'));
});

test('while a shell has the keyboard, one key is ours', () => {
  expect(bindingsOf('terminal').flatMap(({ keys }) => keys)).toEqual([prefixKey]);
});

describe('the help', () => {
  const below: readonly Mode[] = ['step', 'map', 'end', 'finish', 'starting', 'lab-failed', 'predict', 'edit', 'walk'];
  test.each(below)('names every key of %s', (mode) => {
    const state = stepState({ mode });
    expect(modeOf(state)).toBe(mode);
    const text = helpLines({ ...state, overlay: { type: 'help', offset: 0 } })
      .map(plainText)
      .join('\n');
    for (const { keys } of bindingsOf(mode)) expect(text).toContain(keys.map(keyLabel).join(' '));
  });
});
