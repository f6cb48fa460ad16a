import { text } from '../../i18n/text.ts';
import type { Command, TerminalEvent, Update } from '../model/action.ts';
import { modeOf } from '../model/keymap.ts';
import { isSameProgram, readReport } from '../model/lines.ts';
import { currentStep, nodesOf } from '../model/selectors.ts';
import { type State, withoutMessage, withoutTerminals } from '../model/state.ts';
import { activeTab, mostTabs, resized, type Terminals, withoutTab, withScreen, withTab } from '../model/terminal.ts';
import { withEffects, withoutEffects } from './navigation.ts';

/** The keyboard goes to the shell that is open, else to a new one on the host. */
export function toTerminal(state: State): Update {
  // Beside a shell nobody needs the place where commands are run, or where a question stood.
  const shown: State = { ...withoutMessage(state), pane: state.pane === 'run' ? 'checks' : state.pane };
  return shown.terminals
    ? withoutEffects(changed(shown, { focus: true, mode: 'type' }))
    : openIn(shown, nodesOf(state)[0] ?? 'host');
}

function openIn(state: State, node: string): Update {
  if ((state.terminals?.tabs.length ?? 0) >= mostTabs)
    return withoutEffects({ ...typing(state), message: { tone: 'info', text: text('ui.terminal.too-many') } });
  const terminals = withTab(state.terminals, node);
  return withEffects({ ...state, terminals }, { type: 'terminal-open', id: terminals.active, node });
}

const changed = (state: State, change: Partial<Terminals>): State =>
  state.terminals ? { ...state, terminals: { ...state.terminals, ...change } } : state;

/** After a key of ours the next ones are the shell's again. */
export const typing = (state: State): State => changed(state, { mode: 'type' });

/** What the prefix and the key after it do, where a shell has the keyboard. `inLesson` does what is one of the lesson's. */
export function terminalCommand(state: State, name: Command, inLesson: (state: State) => Update): Update | undefined {
  const { terminals } = state;
  const tab = activeTab(terminals);
  if (!terminals || !tab || !modeOf(state).startsWith('terminal')) return undefined;
  if (terminals.mode === 'scroll') return scrolling(state, tab.id, tab.screen?.rows ?? 1, name);
  switch (name) {
    case 'terminal-command':
      return withoutEffects(changed(state, { mode: 'command' }));
    case 'terminal-back':
      return withoutEffects(typing(withoutMessage(state)));
    case 'terminal-prefix':
      return withEffects(typing(state), { type: 'terminal-type', id: tab.id, text: '\u0007' });
    case 'terminal-lesson':
      return withoutEffects(changed(state, { focus: false, mode: 'type' }));
    case 'terminal-node':
      return withoutEffects(changed(state, { mode: 'node' }));
    case 'terminal-close':
      return withEffects(typing(state), { type: 'terminal-close', id: tab.id });
    case 'terminal-scroll':
      return withEffects(changed(state, { mode: 'scroll' }), {
        type: 'terminal-scroll',
        id: tab.id,
        by: -Math.max(1, (tab.screen?.rows ?? 2) - 1),
      });
    case 'terminal-zoom':
      return withoutEffects(changed(typing(state), { zoomed: !terminals.zoomed }));
    case 'terminal-wider':
      return withoutEffects(changed(state, resized(terminals, 1)));
    case 'terminal-narrower':
      return withoutEffects(changed(state, resized(terminals, -1)));
    default:
      return numbered(state, terminals, name) ?? beside(state, inLesson);
  }
}

/** A key of the lesson, after which the shell has the keyboard again. */
function beside(state: State, inLesson: (state: State) => Update): Update {
  const { state: next, effects } = inLesson(changed(state, { focus: false, mode: 'type' }));
  return { state: changed(next, { focus: true }), effects };
}

/** `1` to `6`: a tab, or the node where one is opened. */
function numbered(state: State, terminals: Terminals, name: Command): Update | undefined {
  const number = /^option-(\d)$/.exec(name)?.[1];
  if (number === undefined) return undefined;
  const at = Number(number) - 1;
  if (terminals.mode === 'node') {
    const node = nodesOf(state)[at];
    return node === undefined ? withoutEffects(state) : openIn(typing(state), node);
  }
  const tab = terminals.tabs[at];
  return withoutEffects(tab ? changed(typing(state), { active: tab.id }) : typing(state));
}

const scrollKeys: { readonly [command in Command]?: (page: number) => number | 'end' } = {
  up: () => -1,
  down: () => 1,
  'page-up': (page) => -page,
  'page-down': (page) => page,
  top: () => Number.MIN_SAFE_INTEGER,
  bottom: () => 'end',
};

function scrolling(state: State, id: number, rows: number, name: Command): Update {
  const by = scrollKeys[name]?.(Math.max(1, rows - 1));
  if (by !== undefined) return withEffects(state, { type: 'terminal-scroll', id, by });
  return withEffects(typing(state), { type: 'terminal-scroll', id, by: 'end' });
}

/** What a shell did, put into the state. */
export function terminalEvent(state: State, event: TerminalEvent): Update {
  const { terminals } = state;
  if (event.type === 'unavailable') {
    const step = currentStep(state);
    const judge = step ? [{ type: 'check' as const, steps: [step.id], asked: true }] : [];
    return withEffects({ ...withoutTerminals(state), hasPanes: false }, { type: 'shell' }, ...judge);
  }
  if (!terminals) return withoutEffects(state);
  switch (event.type) {
    case 'screen':
      return withoutEffects({ ...state, terminals: withScreen(terminals, event.id, event.screen) });
    case 'report':
      return reported(state, terminals, event.id, event.report);
    case 'ended':
      return ended(state, terminals, event.id, event.code);
  }
}

/** Of every step that is kept. */
const mostTyped = 200;

/** The first report of a shell is of who was there before. */
function reported(state: State, terminals: Terminals, id: number, report: string): Update {
  const line = readReport(report);
  const tab = terminals.tabs.find((one) => one.id === id);
  const number = line?.number ?? '';
  if (!tab || tab.reported === number) return withoutEffects(state);
  const tabs = terminals.tabs.map((one) => (one.id === id ? { ...one, reported: number } : one));
  const next: State = { ...state, terminals: { ...terminals, tabs } };
  const step = currentStep(state);
  if (!line || !step || tab.reported === undefined) return withoutEffects(next);
  const typed = [...(state.typed[step.id] ?? []), { command: line.command, ok: line.ok }].slice(-mostTyped);
  const known: State = { ...next, typed: { ...state.typed, [step.id]: typed } };
  // At a step that only looks this was the look.
  const looked = line.ok && step.commands.some((command) => isSameProgram(command, line.command));
  return looked ? withEffects(known, { type: 'looked', step: step.id }) : withoutEffects(known);
}

/** The way into a node says by this code that there is no such node (in-node.sh). */
const noNode = 125;

/** A shell that ended goes; with the last one the step is judged, as by who comes back from a shell. */
function ended(state: State, terminals: Terminals, id: number, code: number): Update {
  const tab = terminals.tabs.find((one) => one.id === id);
  if (!tab) return withoutEffects(state);
  const left = withoutTab(terminals, id);
  const step = currentStep(state);
  const rest = left ? { ...state, terminals: left } : withoutTerminals(state);
  if (code === noNode && tab.screen && !left)
    return withoutEffects({
      ...rest,
      message: { tone: 'error', text: text('ui.terminal.no-node', { node: tab.node }) },
    });
  return left || !step || state.lab.state !== 'up'
    ? withoutEffects(rest)
    : withEffects(rest, { type: 'check', steps: [step.id], asked: true });
}

/** It could not be opened: there is no lab. */
export function notOpened(state: State, id: number): State {
  const left = state.terminals && withoutTab(state.terminals, id);
  const rest = left ? { ...state, terminals: left } : withoutTerminals(state);
  return { ...rest, message: { tone: 'error', text: text('ui.terminal.no-lab') } };
}
