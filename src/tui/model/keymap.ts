import type { MessageId } from '../../i18n/catalogue.ts';
import type { Command } from './action.ts';
import type { State } from './state.ts';

/** What the keys mean at the moment: the screen, the overlay above it, or what is being typed. */
export type Mode =
  | 'starting'
  | 'lab-failed'
  | 'map'
  | 'step'
  | 'predict'
  | 'edit'
  | 'typing'
  | 'walk'
  | 'help'
  | 'confirm'
  | 'end'
  | 'finish'
  | 'bug';

/** Names of keys: the character itself, or one of these. */
export type Key = string;

export interface Binding {
  readonly command: Command;
  readonly keys: readonly Key[];
  readonly modes: readonly Mode[];
  /** Words for the help overlay and the footer. */
  readonly label: MessageId;
  readonly group: 'learn' | 'look' | 'move' | 'leave';
  /** Place in the footer, lower first; absent: only in the help. */
  readonly footer?: number;
}

const bind = (
  group: Binding['group'],
  command: Command,
  keys: readonly Key[],
  modes: readonly Mode[],
  footer?: number,
  label: MessageId = `ui.key.${command}` as MessageId,
): Binding =>
  footer === undefined ? { command, keys, modes, label, group } : { command, keys, modes, label, group, footer };

const everywhere: readonly Mode[] = [
  'starting',
  'lab-failed',
  'map',
  'step',
  'predict',
  'edit',
  'walk',
  'end',
  'finish',
];
const scrolling: readonly Mode[] = ['map', 'step', 'end', 'help', 'predict', 'edit'];

/** Every key of the UI, once. The help overlay and the footers are made from this list. */
export const keymap: readonly Binding[] = [
  bind('learn', 'run', ['r'], ['step', 'edit'], 1),
  bind('learn', 'edit', ['e'], ['step'], 3),
  bind('learn', 'check', ['c'], ['step'], 2),
  bind('learn', 'answer', ['a'], ['step'], 0.5),
  bind('learn', 'decline', ['d'], ['predict'], 1.5),
  bind('learn', 'next', ['n'], ['step'], 4),
  bind('learn', 'back', ['b', 'p'], ['step', 'end']),
  bind('learn', 'next', ['n', 'enter'], ['end'], 1, 'ui.key.go-on'),
  bind('learn', 'hint', ['h'], ['step'], 5),
  bind('learn', 'why', ['w'], ['step'], 4.5),
  bind('learn', 'undo', ['u'], ['step']),
  bind('learn', 'skip', ['s'], ['step']),
  bind('learn', 'solve', ['S'], ['step', 'map'], 9),
  bind('learn', 'cancel', ['x', 'escape'], ['step'], 0),
  bind('learn', 'retry', ['r'], ['lab-failed'], 1),
  bind('learn', 'read-on', ['enter'], ['starting', 'lab-failed'], 2),

  bind('look', 'trace', ['f'], ['step'], 4.7),
  bind('look', 'shell', ['t'], ['step', 'map'], 7),
  bind('look', 'map', ['m'], ['step', 'end', 'finish'], 8),
  bind('look', 'lesson-end', ['e'], ['map'], 3),
  bind('look', 'lang', ['l'], everywhere),
  bind('look', 'pane-next', ['tab'], ['step']),
  bind('look', 'pane-back', ['shift-tab'], ['step']),
  bind('look', 'pane-lesson', ['1'], ['step']),
  bind('look', 'pane-run', ['2'], ['step']),
  bind('look', 'pane-checks', ['3'], ['step']),
  bind('look', 'pane-picture', ['4'], ['step']),
  bind('look', 'hooks', ['v'], ['step', 'walk'], 8.5),

  bind('move', 'choose', ['enter'], ['map', 'predict', 'edit', 'typing'], 1),
  bind('move', 'up', ['up', 'k'], scrolling),
  bind('move', 'down', ['down', 'j'], scrolling),
  bind('move', 'page-up', ['pageup', 'ctrl-b'], scrolling),
  bind('move', 'page-down', ['space', 'pagedown', 'ctrl-f'], scrolling, 6.5),
  bind('move', 'top', ['home', 'g'], scrolling),
  bind('move', 'bottom', ['end', 'G'], scrolling),
  bind('move', 'option-1', ['1'], ['predict'], undefined, 'ui.key.option'),
  bind('move', 'option-2', ['2'], ['predict'], undefined, 'ui.key.option'),
  bind('move', 'option-3', ['3'], ['predict'], undefined, 'ui.key.option'),
  bind('move', 'option-4', ['4'], ['predict'], undefined, 'ui.key.option'),
  bind('move', 'down', ['down', 'j', 'right', 'space'], ['walk'], 1, 'ui.key.hop-next'),
  bind('move', 'up', ['up', 'k', 'left'], ['walk'], 2, 'ui.key.hop-back'),
  bind('move', 'bottom', ['end', 'G'], ['walk'], 3, 'ui.key.hop-last'),
  bind('move', 'top', ['home', 'g'], ['walk'], undefined, 'ui.key.hop-first'),
  bind('move', 'trace-next', ['tab'], ['walk'], 5),
  bind('move', 'close', ['escape', 'f', 'enter'], ['walk'], 4),
  bind('move', 'close', ['escape', 'm'], ['map'], 8),
  bind('move', 'close', ['escape', 'x'], ['predict', 'edit'], 2),
  bind('move', 'close', ['escape', '?', 'enter'], ['help'], 1),
  bind('move', 'close', ['escape'], ['typing'], 2),
  bind('move', 'up', ['up'], ['typing']),
  bind('move', 'down', ['down'], ['typing']),
  bind('move', 'left', ['left', 'ctrl-b'], ['typing']),
  bind('move', 'right', ['right', 'ctrl-f'], ['typing']),
  bind('move', 'line-start', ['home', 'ctrl-a'], ['typing']),
  bind('move', 'line-end', ['end', 'ctrl-e'], ['typing']),
  bind('move', 'erase', ['backspace'], ['typing']),
  bind('move', 'delete', ['delete', 'ctrl-d'], ['typing']),
  bind('move', 'erase-line', ['ctrl-u'], ['typing']),

  bind('leave', 'yes', ['y'], ['confirm'], 1),
  bind('leave', 'no', ['n', 'escape', 'enter'], ['confirm'], 2),
  bind('leave', 'reset', ['R'], ['map', 'lab-failed']),
  bind('leave', 'help', ['?'], everywhere, 98),
  bind('leave', 'quit', ['q'], [...everywhere, 'help', 'confirm'], 99),
  bind('leave', 'quit', ['q', 'enter', 'escape'], ['bug'], 99),
  bind('leave', 'quit', ['ctrl-c'], [...everywhere, 'typing', 'help', 'confirm', 'bug'], undefined, 'ui.key.leave'),
];

export function modeOf(state: State): Mode {
  if (state.screen.type === 'bug') return 'bug';
  if (state.overlay) return state.overlay.type;
  if (state.screen.type !== 'step') return state.screen.type;
  const { mode } = state.screen;
  if (mode.type === 'read') return 'step';
  return mode.type === 'edit' && mode.cursor !== undefined ? 'typing' : mode.type;
}

export const bindingsOf = (mode: Mode): readonly Binding[] => keymap.filter((binding) => binding.modes.includes(mode));

export const commandFor = (mode: Mode, key: Key): Command | undefined =>
  bindingsOf(mode).find((binding) => binding.keys.includes(key))?.command;
