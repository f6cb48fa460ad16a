import { expect, test } from 'vitest';
import { firstKey, keysFor, pasteFor, unfinishedPaste } from './keys.ts';

test.each([
  ['t', 't', ''],
  ['终端', '终', '端'],
  ['\u001b', 'escape', ''],
  ['\u001b[5~x', 'pageup', 'x'],
  ['\u001bOAx', 'up', 'x'],
  ['\u001b[Dx', 'left', 'x'],
  ['\u0007\u0007', 'ctrl-g', '\u0007'],
  ['\r\n', 'enter', '\n'],
  [' ', 'space', ''],
  ['\u007f', 'backspace', ''],
  // No key of ours, taken as a whole: what is left of it would be typed as text.
  ['\u001b[1;5Cx', undefined, 'x'],
  ['\u001bbx', undefined, 'x'],
] as const)('%j is %s', (typed, key, rest) => {
  expect(firstKey(typed)).toEqual({ key, rest });
});

const typing = { applicationCursor: false, bracketedPaste: false };

test('cursor keys go as the program asked for them, whichever the terminal sends', () => {
  expect(keysFor('\u001b[A\u001bOBx', typing)).toBe('\u001b[A\u001b[Bx');
  expect(keysFor('\u001b[A\u001bOBx', { ...typing, applicationCursor: true })).toBe('\u001bOA\u001bOBx');
  // With a modifier they look the same in both modes.
  expect(keysFor('\u001b[1;5C', { ...typing, applicationCursor: true })).toBe('\u001b[1;5C');
});

test('a paste is one piece for who can take it, and lines for who cannot', () => {
  expect(pasteFor('a\nb\r\nc', typing)).toBe('a\rb\rc');
  expect(pasteFor('a\nb', { ...typing, bracketedPaste: true })).toBe('\u001b[200~a\rb\u001b[201~');
});

test('nothing that is pasted ends the paste, or is a key', () => {
  const hostile = 'a\u001b[201~rm -rf x\n\u001b[A';
  expect(pasteFor(hostile, { ...typing, bracketedPaste: true })).toBe('\u001b[200~a[201~rm -rf x\r[A\u001b[201~');
  expect(pasteFor(hostile, typing)).not.toContain('\u001b');
});

test('the beginning of a paste is waited for, a key is not', () => {
  expect(unfinishedPaste('x\u001b[20')).toBe('\u001b[20');
  expect(unfinishedPaste('x\u001b')).toBe('');
  expect(unfinishedPaste('x\u001b[A')).toBe('');
});
