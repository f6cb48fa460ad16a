import type { Action } from '../model/action.ts';
import { commandFor, modeOf } from '../model/keymap.ts';
import type { State } from '../model/state.ts';
import { activeTab } from '../model/terminal.ts';
import { firstKey, pasteEnd, pasteStart, prefixByte, prefixKey, unfinishedPaste } from './keys.ts';

export interface Keyboard {
  /** Takes what was typed, and gives back what is not for the terminal pane. */
  take(typed: string): string;
}

export interface KeyboardOptions {
  state(): State;
  dispatch(action: Action): void;
  type(id: number, text: string): void;
  paste(id: number, text: string): void;
}

/** Who gets a key: while a shell has the keyboard every one is the shell's, but the prefix and the one after it. */
export function createKeyboard({ state, dispatch, type, paste }: KeyboardOptions): Keyboard {
  /** May be the beginning of a paste. */
  let carried = '';
  /** A paste whose end has not come. */
  let pasted: string | undefined;

  const toShell = (typed: string): string => {
    const id = activeTab(state().terminals)?.id ?? 0;
    const [prefix, start] = [typed.indexOf(prefixByte), typed.indexOf(pasteStart)];
    const end = Math.min(...[prefix, start].filter((at) => at >= 0), typed.length);
    const plain = typed.slice(0, end);
    carried = end === typed.length ? unfinishedPaste(plain) : '';
    type(id, plain.slice(0, plain.length - carried.length));
    if (end === start && end < typed.length) pasted = '';
    else if (end === prefix && end < typed.length) press(prefixKey);
    return typed.slice(end + (end === start ? pasteStart.length : 1));
  };
  const pasting = (before: string, more: string): string => {
    const whole = before + more;
    const end = whole.indexOf(pasteEnd);
    if (end < 0 && whole.length < mostPasted) {
      pasted = whole;
      return '';
    }
    pasted = undefined;
    paste(activeTab(state().terminals)?.id ?? 0, whole.slice(0, end < 0 ? undefined : end));
    return end < 0 ? '' : whole.slice(end + pasteEnd.length);
  };
  const press = (key: string): void => {
    const command = commandFor(modeOf(state()), key);
    // Any other key after the prefix takes the prefix back.
    dispatch({ type: 'command', command: command ?? 'terminal-back' });
  };
  return {
    take(typed) {
      let rest = carried + typed;
      carried = '';
      while (rest !== '') {
        if (pasted !== undefined) rest = pasting(pasted, rest);
        else if (modeOf(state()) === 'terminal') rest = toShell(rest);
        else if (modeOf(state()).startsWith('terminal-')) {
          const next = firstKey(rest);
          if (next.key !== undefined) press(next.key);
          rest = next.rest;
        } else return rest;
      }
      return '';
    },
  };
}

/** Longer than anybody pastes into a shell; a paste that never ends must not swallow the keyboard. */
const mostPasted = 1_000_000;
