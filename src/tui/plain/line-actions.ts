import type { Action, Command } from '../model/action.ts';
import { bindingsOf, commandFor, type Mode, modeOf } from '../model/keymap.ts';
import { allSteps, hereStep, stepNumber } from '../model/selectors.ts';
import type { State } from '../model/state.ts';

/** What a typed line means: actions for the reducer, or nothing that we know. */
export function actionsFor(state: State, line: string): readonly Action[] | undefined {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const mode = modeOf(state);
  if (mode === 'step' && word === 'edit' && /^\d+$/.test(rest[0] ?? '')) return editActions(state, line);
  if (word === 'go' && rest[0] !== undefined) return goActions(state, rest[0]);
  const command = wordCommand(state, word);
  if (command) return [act(command)];
  // Map, help and question were only printed: the step's words still count.
  const inner = passing.has(mode) ? actionsFor(closed(state), line) : undefined;
  return inner && [act('close'), ...inner];
}

const passing: ReadonlySet<Mode> = new Set(['help', 'map', 'end', 'predict', 'edit', 'walk']);

const act = (command: Command): Action => ({ type: 'command', command });

function closed(state: State): State {
  const { overlay, ...rest } = state;
  if (overlay) return rest;
  const step = state.screen.type === 'step' ? state.screen.step : (hereStep(state)?.id ?? '');
  return { ...rest, screen: { type: 'step', step, mode: { type: 'read' } } };
}

/** A command's name, a pane's name, or the key that the screens use. */
function wordCommand(state: State, word: string): Command | undefined {
  const mode = modeOf(state);
  const named = bindingsOf(mode).find(
    ({ command }) => command === word || command === `pane-${word}` || (word === 'go' && command === 'choose'),
  );
  return named?.command ?? commandFor(mode, word) ?? (word === 'quit' ? 'quit' : undefined);
}

/** `edit 2 ip link set lan0 up`: the same keys as on the screen. */
function editActions(state: State, line: string): readonly Action[] | undefined {
  const [, number = '', text = ''] = /^\s*edit\s+(\d+)\s*(.*)$/.exec(line) ?? [];
  const step = state.screen.type === 'step' ? state.screen.step : '';
  const count = allSteps(state).find(({ id }) => id === step)?.commands.length ?? 0;
  const index = Number(number) - 1;
  if (index < 0 || index >= count) return undefined;
  const open = Array.from({ length: index }, () => act('down'));
  return [act('edit'), ...open, act('line-end'), act('erase-line'), { type: 'typed', text }, act('choose')];
}

/** `go 1.4` or `go cable`. */
function goActions(state: State, name: string): readonly Action[] | undefined {
  const step = allSteps(state).find((one) => one.id === name || stepNumber(state, one) === name);
  return step && [{ type: 'go-to', step: step.id }];
}
