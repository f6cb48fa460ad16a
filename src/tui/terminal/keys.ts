import type { Key } from '../model/keymap.ts';

/** What a terminal sends, read as keys and written for the program that has the pane. ECMA-48; xterm's ctlseqs for the rest. */

export const pasteStart = '\u001b[200~';
export const pasteEnd = '\u001b[201~';

/** The key that takes the keyboard back from a shell: Ctrl-G (docs/decisions/0063). */
export const prefixKey: Key = 'ctrl-g';
export const prefixByte = '\u0007';

const sequence = /^(?:\u001b\[[0-?]*[ -/]*[@-~]|\u001bO[ -~]|\u001b[^\u001b]|.)/su;

const named: { readonly [raw: string]: Key } = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\u001b': 'escape',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u001b[A': 'up',
  '\u001b[B': 'down',
  '\u001b[C': 'right',
  '\u001b[D': 'left',
  '\u001bOA': 'up',
  '\u001bOB': 'down',
  '\u001bOC': 'right',
  '\u001bOD': 'left',
  '\u001b[H': 'home',
  '\u001b[F': 'end',
  '\u001bOH': 'home',
  '\u001bOF': 'end',
  '\u001b[1~': 'home',
  '\u001b[4~': 'end',
  '\u001b[3~': 'delete',
  '\u001b[5~': 'pageup',
  '\u001b[6~': 'pagedown',
  '\u001b[Z': 'shift-tab',
};

/** The first key of what was typed, under the keymap's name, and what follows it. A sequence that is no key of ours has no name. */
export function firstKey(typed: string): { readonly key: Key | undefined; readonly rest: string } {
  const raw = sequence.exec(typed)?.[0] ?? '';
  return { key: nameOf(raw), rest: typed.slice(raw.length) };
}

function nameOf(raw: string): Key | undefined {
  const key = named[raw];
  if (key !== undefined) return key;
  const code = raw.codePointAt(0) ?? 0;
  if (code === 0x1b) return undefined;
  return code < 0x20 ? `ctrl-${String.fromCharCode(code + 0x60)}` : raw;
}

export interface KeyModes {
  /** The program wants cursor keys as applications get them (DECCKM). */
  readonly applicationCursor: boolean;
  /** The program tells pasted text from typed (mode 2004). */
  readonly bracketedPaste: boolean;
}

/** Typed bytes as the program wants them: our terminal was not told of its modes. */
export const keysFor = (typed: string, { applicationCursor }: KeyModes): string =>
  applicationCursor
    ? typed.replace(/\u001b\[([ABCDHF])/g, '\u001bO$1')
    : typed.replace(/\u001bO([ABCDHF])/g, '\u001b[$1');

/** Pasted text: what would end the bracket early, and with it run the rest, is taken out; as typed it is lines. */
export function pasteFor(text: string, { bracketedPaste }: KeyModes): string {
  const lines = text.replace(/\r\n|\n/g, '\r');
  if (!bracketedPaste) return lines.replaceAll('\u001b', '');
  return `${pasteStart}${lines.replaceAll('\u001b', '')}${pasteEnd}`;
}

/** The end of what was typed that may be the beginning of a paste: more has to come before anybody knows. */
export function unfinishedPaste(typed: string): string {
  for (let length = Math.min(typed.length, pasteStart.length - 1); length > 1; length--) {
    const end = typed.slice(-length);
    if (pasteStart.startsWith(end)) return end;
  }
  return '';
}
