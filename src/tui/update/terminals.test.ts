import { expect, test } from 'vitest';
import { frameOf } from '../frame/frame.ts';
import type { Action, Command, TerminalEvent, Update } from '../model/action.ts';
import { modeOf } from '../model/keymap.ts';
import type { State } from '../model/state.ts';
import { pictureAfter } from '../testing/fake-picture.ts';
import { stepState } from '../testing/states.ts';
import { update } from './update.ts';

const start: State = { ...stepState({ columns: 120, rows: 40 }), hasPanes: true };
const act = (state: State, action: Action): Update => update(state, action, () => frameOf(state));
const press = (state: State, ...commands: readonly Command[]): Update =>
  commands.reduce<Update>((before, command) => act(before.state, { type: 'command', command }), { state, effects: [] });
const tell = (state: State, event: TerminalEvent): Update => act(state, { type: 'terminal', event });
const { state: open } = press(start, 'shell');

test('t opens a shell on the host, which has the keyboard; t again only gives it back', () => {
  const { state, effects } = press(start, 'shell');
  expect(effects).toEqual([{ type: 'terminal-open', id: 1, node: 'host' }]);
  expect(modeOf(state)).toBe('terminal');
  const away = press(state, 'terminal-command', 'terminal-lesson').state;
  expect(modeOf(away)).toBe('step');
  expect(press(away, 'shell')).toMatchObject({ effects: [], state: { terminals: { focus: true } } });
});

test('where no panes are, a shell takes the whole terminal as before', () => {
  const { state, effects } = press({ ...start, hasPanes: false }, 'shell');
  expect(effects.map(({ type }) => type)).toEqual(['shell', 'check']);
  expect(state.terminals).toBeUndefined();
});

test('a machine without terminals falls back to that, once and for all', () => {
  const { state, effects } = tell(open, { type: 'unavailable', id: 1 });
  expect(effects.map(({ type }) => type)).toEqual(['shell', 'check']);
  expect(state).toMatchObject({ hasPanes: false });
  expect(state.terminals).toBeUndefined();
});

test('commands that come back never take the keyboard from the shell', () => {
  const checked = act(open, {
    type: 'effect-done',
    effect: { type: 'check', steps: ['c1-route'], asked: true },
    ok: true,
  }).state;
  expect(modeOf(checked)).toBe('terminal');
});

test('another node is chosen by its number, and numbers change between shells', () => {
  const wired = { ...open, picture: pictureAfter(new Set(['run-c1'])) };
  const nodes = press(wired, 'terminal-command', 'terminal-node').state;
  expect(modeOf(nodes)).toBe('terminal-node');
  const { state, effects } = press(nodes, 'option-2');
  expect(effects).toEqual([{ type: 'terminal-open', id: 2, node: expect.any(String) }]);
  expect(modeOf(state)).toBe('terminal');
  expect(press(state, 'terminal-command', 'option-1').state.terminals?.active).toBe(1);
  expect(press(state, 'terminal-command', 'option-6').state.terminals?.active).toBe(2);
});

test('a question asked from beside the shell has its keys first, and then the shell', () => {
  const help = press(open, 'terminal-command', 'help').state;
  expect(modeOf(help)).toBe('help');
  expect(modeOf(press(help, 'close').state)).toBe('terminal');
});

test('the last shell that ends leaves the keyboard to the lesson, and the step is judged', () => {
  const { state, effects } = tell(open, { type: 'ended', id: 1, code: 0 });
  expect(modeOf(state)).toBe('step');
  expect(effects).toEqual([{ type: 'check', steps: ['c1-route'], asked: true }]);
  // Told twice, it ended once.
  expect(tell(state, { type: 'ended', id: 1, code: 0 }).effects).toEqual([]);
});

test('one of several that ends leaves the others', () => {
  const two = press(open, 'terminal-command', 'terminal-node', 'option-1').state;
  const { state, effects } = tell(two, { type: 'ended', id: 2, code: 0 });
  expect(state.terminals).toMatchObject({ tabs: [{ id: 1 }], active: 1, focus: true });
  expect(effects).toEqual([]);
});

test('a lab that is not up gives no shell, and says so', () => {
  const { state } = act(open, {
    type: 'effect-done',
    effect: { type: 'terminal-open', id: 1, node: 'host' },
    ok: false,
  });
  expect(state.terminals).toBeUndefined();
  expect(state.message?.text.id).toBe('ui.terminal.no-lab');
});

test('scrolling back is left by Esc, at the end of the output', () => {
  const back = press(open, 'terminal-command', 'terminal-scroll');
  expect(back.effects).toEqual([{ type: 'terminal-scroll', id: 1, by: -1 }]);
  expect(press(back.state, 'page-down').effects).toHaveLength(1);
  expect(press(back.state, 'terminal-back')).toMatchObject({
    state: { terminals: { mode: 'type' } },
    effects: [{ type: 'terminal-scroll', id: 1, by: 'end' }],
  });
});

test('zoom and the share of the columns change its box', () => {
  const widthOf = (state: State): number => {
    const { body } = frameOf(state);
    return body.type === 'terminal' ? body.terminal.width : 0;
  };
  const first = widthOf(open);
  expect(first).toBeLessThan(70);
  expect(widthOf(press(open, 'terminal-command', 'terminal-wider').state)).toBeGreaterThan(first);
  expect(widthOf(press(open, 'terminal-command', 'terminal-zoom').state)).toBe(120);
  expect(widthOf({ ...open, columns: 80, rows: 24 })).toBe(80);
});

test('whatever there is to say and to draw, and while the lab is looked at, its size stays', () => {
  const heightOf = (state: State): number => {
    const { body } = frameOf(state);
    return body.type === 'terminal' ? body.terminal.height : 0;
  };
  const long = { id: 'ui.why-not.check', values: { check: 'word '.repeat(60) } } as const;
  const wired = { ...open, picture: pictureAfter(new Set(['run-c1', 'veth1', 'c1-address'])) };
  const heights = [
    open,
    wired,
    { ...open, looking: true },
    { ...open, message: { tone: 'info', text: long } as const },
  ].map(heightOf);
  expect(new Set(heights).size).toBe(1);
});

test('nobody who types in a shell is asked to build the lab again', () => {
  const lost = { type: 'lost', text: { id: 'ui.message.undone' }, steps: [], to: 'bridge' } as const;
  const { state } = act(open, { type: 'session', event: lost });
  expect(modeOf(state)).toBe('terminal');
  expect(state.message?.text).toEqual(lost.text);
});

test('beside a shell the checks stand where a question or a run stood', () => {
  expect(press({ ...start, pane: 'run' }, 'shell').state.pane).toBe('checks');
  expect(press({ ...start, pane: 'lesson' }, 'shell').state.pane).toBe('lesson');
});
