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
  /** Keys go to a shell; the others are ours for a moment. */
  | 'terminal'
  | 'terminal-command'
  | 'terminal-scroll'
  | 'terminal-node'
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
  readonly group: 'learn' | 'look' | 'terminal' | 'move' | 'leave';
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

/** With the prefix before them, the lesson's keys work beside a shell. */
const beside: readonly Mode[] = ['step', 'terminal-command'];

const everywhere: readonly Mode[] = [
  'starting',
  'lab-failed',
  'map',
  ...beside,
  'predict',
  'edit',
  'walk',
  'end',
  'finish',
];
const scrolling: readonly Mode[] = ['map', 'step', 'end', 'help', 'predict', 'edit', 'terminal-scroll'];

/** Every key of the UI, once. The help overlay and the footers are made from this list. */
export const keymap: readonly Binding[] = [
  bind('learn', 'run', ['r'], ['step', 'edit'], 1),
  bind('learn', 'show-line', ['d'], beside, 1.5),
  bind('learn', 'way', ['y'], beside, 8.2),
  bind('learn', 'edit', ['e'], ['step'], 3),
  bind('learn', 'check', ['c'], beside, 2),
  bind('learn', 'answer', ['a'], beside, 0.5),
  bind('learn', 'decline', ['d'], ['predict'], 1.5),
  bind('learn', 'next', ['n'], beside, 4),
  bind('learn', 'back', ['b', 'p'], ['step', 'end']),
  bind('learn', 'next', ['n', 'enter'], ['end'], 1, 'ui.key.go-on'),
  bind('learn', 'hint', ['h'], beside, 5),
  bind('learn', 'why', ['w'], beside, 4.5),
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

  bind('terminal', 'terminal-command', ['ctrl-g'], ['terminal'], 1),
  bind('terminal', 'terminal-lesson', ['t', 'tab'], ['terminal-command'], 1),
  bind('terminal', 'terminal-node', ['o'], ['terminal-command'], 3),
  bind('terminal', 'option-1', ['1'], ['terminal-command'], undefined, 'ui.key.terminal-tab'),
  bind('terminal', 'option-2', ['2'], ['terminal-command'], undefined, 'ui.key.terminal-tab'),
  bind('terminal', 'option-3', ['3'], ['terminal-command'], undefined, 'ui.key.terminal-tab'),
  bind('terminal', 'option-4', ['4'], ['terminal-command'], undefined, 'ui.key.terminal-tab'),
  bind('terminal', 'option-5', ['5'], ['terminal-command'], undefined, 'ui.key.terminal-tab'),
  bind('terminal', 'option-6', ['6'], ['terminal-command'], undefined, 'ui.key.terminal-tab'),
  bind('terminal', 'terminal-scroll', ['pageup', '['], ['terminal-command'], 6),
  bind('terminal', 'terminal-zoom', ['z'], ['terminal-command']),
  bind('terminal', 'terminal-wider', ['left', '<'], ['terminal-command']),
  bind('terminal', 'terminal-narrower', ['right', '>'], ['terminal-command']),
  bind('terminal', 'terminal-close', ['x'], ['terminal-command'], 8),
  bind('terminal', 'terminal-prefix', ['ctrl-g'], ['terminal-command']),
  bind('terminal', 'terminal-back', ['escape'], ['terminal-command'], 9),
  bind('terminal', 'terminal-back', ['escape', 'q', 'ctrl-c'], ['terminal-node', 'terminal-scroll'], 9),
  bind('terminal', 'option-1', ['1'], ['terminal-node'], 1, 'ui.key.terminal-choose'),
  bind('terminal', 'option-2', ['2'], ['terminal-node'], undefined, 'ui.key.terminal-choose'),
  bind('terminal', 'option-3', ['3'], ['terminal-node'], undefined, 'ui.key.terminal-choose'),
  bind('terminal', 'option-4', ['4'], ['terminal-node'], undefined, 'ui.key.terminal-choose'),
  bind('terminal', 'option-5', ['5'], ['terminal-node'], undefined, 'ui.key.terminal-choose'),
  bind('terminal', 'option-6', ['6'], ['terminal-node'], undefined, 'ui.key.terminal-choose'),

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
  if (mode.type === 'read') return terminalMode(state) ?? 'step';
  return mode.type === 'edit' && mode.cursor !== undefined ? 'typing' : mode.type;
}

function terminalMode({ terminals }: State): Mode | undefined {
  if (!terminals?.focus) return undefined;
  return terminals.mode === 'type' ? 'terminal' : `terminal-${terminals.mode}`;
}

export const bindingsOf = (mode: Mode): readonly Binding[] => keymap.filter((binding) => binding.modes.includes(mode));

export const commandFor = (mode: Mode, key: Key): Command | undefined =>
  bindingsOf(mode).find((binding) => binding.keys.includes(key))?.command;
