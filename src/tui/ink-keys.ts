import type { Key as InkKey } from 'ink';
import type { Key } from './model/keymap.ts';

/** Ink's key event under the name that the keymap uses. */
export function keyName(input: string, key: InkKey): Key {
  if (key.ctrl && input !== '') return `ctrl-${input}`;
  if (key.return) return 'enter';
  if (key.escape) return 'escape';
  if (key.tab) return key.shift ? 'shift-tab' : 'tab';
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  if (key.rightArrow) return 'right';
  if (key.pageUp) return 'pageup';
  if (key.pageDown) return 'pagedown';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.backspace) return 'backspace';
  if (key.delete) return 'delete';
  if (key.meta) return `meta-${input}`;
  return input === ' ' ? 'space' : input;
}
