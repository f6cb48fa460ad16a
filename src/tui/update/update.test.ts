import { describe, expect, test } from 'vitest';
import { text } from '../../i18n/text.ts';
import { frameOf } from '../frame/frame.ts';
import { messageOf } from '../frame/message.ts';
import type { Action, Command, Update } from '../model/action.ts';
import { currentStep, isProved, mapStatus } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { failed, noProgress, passed, stepState, withVerdicts } from '../testing/states.ts';
import { update as reduce } from './update.ts';

const update = (state: State, action: Action): Update => reduce(state, action, () => frameOf(state));
const command = (name: Command): Action => ({ type: 'command', command: name });
const reduced = (state: State, ...actions: readonly Action[]): State =>
  actions.reduce((now, action) => update(now, action).state, state);
const effectsOf = (state: State, name: Command): readonly string[] =>
  update(state, command(name)).effects.map(({ type }) => type);

const proved = withVerdicts(stepState(), { 'c1-default-route': passed, 'c1-reaches-host': passed });
const unproved = withVerdicts(stepState(), { 'c1-default-route': passed, 'c1-reaches-host': failed });

describe('next', () => {
  test('asks the session when every check holds', () => {
    expect(effectsOf(proved, 'next')).toEqual(['next']);
  });
  test('says which check does not hold, and asks nothing', () => {
    const next = update(unproved, command('next'));
    expect(next.effects).toEqual([]);
    expect(next.state.message?.text).toEqual(
      text('ui.why-not.check', { check: 'c1 fetches http://192.168.1.61:9000/ and the host answers' }),
    );
  });
  test('names the cause rather than what it blocks', () => {
    const state = withVerdicts(stepState(), {
      'c1-default-route': { verdict: 'blocked', by: 'x' },
      'c1-reaches-host': { verdict: 'error', cause: text('ui.flow.other') },
    });
    expect(update(state, command('next')).state.message?.text.id).toBe('ui.why-not.could-not-look');
  });
  test('is refused while the lab cannot be looked at', () => {
    const unobservable = reduced(proved, {
      type: 'session',
      event: { type: 'round-failed', failure: { code: 'not-up', text: text('ui.flow.other') } },
    });
    expect(isProved(unobservable, currentStep(unobservable) as never)).toBe(false);
    expect(effectsOf(unobservable, 'next')).toEqual([]);
  });
  test('leads to the step that the session is at, and to the finish after the last one', () => {
    const moved = reduced(
      proved,
      {
        type: 'session',
        event: { type: 'progress', progress: { ...noProgress, steps: { 'c1-route': 'done' }, at: 'bridge-show' } },
      },
      { type: 'effect-done', effect: { type: 'next', step: 'c1-route' }, ok: true },
    );
    expect(currentStep(moved)?.id).toBe('bridge-show');
    const end = reduced(stepState({ step: 'bridge-show' }), {
      type: 'effect-done',
      effect: { type: 'next', step: 'bridge-show' },
      ok: true,
    });
    expect(end.screen.type).toBe('finish');
  });
});

describe('run', () => {
  test('asks for a prediction once, then predicts and runs', () => {
    const asked = update(withVerdicts(stepState({ asks: true }), {}), command('run'));
    expect(asked.effects).toEqual([]);
    const chosen = update(asked.state, command('option-2'));
    expect(chosen.effects).toEqual([
      { type: 'predict', step: 'c1-route', option: 1 },
      { type: 'run', step: 'c1-route' },
    ]);
    const again = { ...unproved, progress: { ...noProgress, at: 'c1-route', predictions: { 'c1-route': 1 } } };
    expect(effectsOf(again, 'run')).toEqual(['run']);
  });
  test('is refused while something changes the lab', () => {
    const { state } = update(stepState({ step: 'bridge' }), command('run'));
    expect(effectsOf(state, 'run')).toEqual([]);
    expect(effectsOf(state, 'undo')).toEqual([]);
    expect(effectsOf(state, 'cancel')).toEqual(['cancel']);
    const back = reduced(state, { type: 'effect-done', effect: { type: 'run', step: 'bridge' }, ok: false });
    expect(effectsOf(back, 'run')).toEqual(['run']);
  });
  test('runs an edited copy without its empty lines', () => {
    const open = reduced(
      stepState({ step: 'bridge' }),
      command('edit'),
      command('line-start'),
      { type: 'typed', text: 'sudo\n' },
      command('down'),
      command('erase-line'),
      command('choose'),
    );
    expect(update(open, command('run')).effects).toEqual([
      { type: 'run', step: 'bridge', commands: ['sudo ip link add br0 type bridge'] },
    ]);
  });
  test('remembers how the checks stood before', () => {
    const ran = reduced(unproved, {
      type: 'session',
      event: { type: 'run-started', step: 'c1-route', commands: ['x'] },
    });
    expect(ran.before).toEqual({ 'c1-default-route': passed, 'c1-reaches-host': failed });
  });
});

describe('what stands in the way of being a failure', () => {
  test('a look on entering a step claims nothing', () => {
    const looked = reduced(unproved, {
      type: 'effect-done',
      effect: { type: 'check', steps: ['c1-route'], asked: false },
      ok: true,
    });
    expect(looked.attempted).toEqual({});
    const asked = reduced(unproved, {
      type: 'effect-done',
      effect: { type: 'check', steps: ['c1-route'], asked: true },
      ok: true,
    });
    expect(asked.attempted).toEqual({ 'c1-route': true });
    expect(messageOf(asked)).toEqual({ tone: 'fail', text: text('ui.message.checks-failed', { count: 1 }) });
  });
  test('could-not-look breaks no step', () => {
    const done: State = { ...stepState(), progress: { ...noProgress, steps: { bridge: 'done' }, at: 'c1-route' } };
    const bridge = (state: State) => mapStatus(state, state.courses.en.lessons[1]?.steps[0] as never);
    expect(bridge(withVerdicts(done, { 'bridge-exists': { verdict: 'error', cause: text('ui.flow.other') } }))).toBe(
      'done',
    );
    expect(bridge(withVerdicts(done, { 'bridge-exists': failed }))).toBe('broken');
  });
});

describe('before something is lost', () => {
  test.each([
    ['undo', 'undo'],
    ['skip', 'skip'],
    ['solve', 'solve'],
  ] as const)('%s asks, and only yes does it', (name, effect) => {
    const asked = reduced(stepState(), command(name));
    expect(asked.overlay).toMatchObject({ type: 'confirm', question: name });
    expect(effectsOf(asked, 'no')).toEqual([]);
    expect(effectsOf(asked, 'yes')).toEqual([effect]);
  });
  test('reset asks on the map', () => {
    const asked = reduced(stepState({ mode: 'map' }), command('reset'));
    expect(effectsOf(asked, 'yes')).toEqual(['reset']);
  });
});

test('a failed lab takes over the screen and ends what was going on', () => {
  const { state } = update(stepState({ step: 'bridge' }), command('run'));
  const failure = { code: 'no-docker', text: text('ui.flow.other') };
  const stopped = reduced(state, { type: 'session', event: { type: 'lab-failed', failure } });
  expect(stopped.screen).toEqual({ type: 'lab-failed', failure });
  expect(stopped.working).toBeUndefined();
  expect(effectsOf(stopped, 'retry')).toEqual(['start']);
});

test('quit is asked for from everywhere', () => {
  for (const mode of ['starting', 'lab-failed', 'map', 'step', 'predict', 'edit', 'typing', 'finish'] as const) {
    expect(effectsOf(stepState({ mode }), 'quit')).toEqual(['quit']);
  }
});

test('scrolling stops at the ends, and the run pane follows new output again at its end', () => {
  const state = stepState({ step: 'bridge', rows: 12 });
  const down = reduced(state, command('bottom'), command('down'), command('down'));
  const up = reduced(down, command('up'));
  expect(up.offsets.lesson).toBe((down.offsets.lesson ?? 0) - 1);
  expect(reduced(up, command('top'), command('up')).offsets.lesson).toBe(0);
  const ran = reduced(
    { ...state, pane: 'run' },
    { type: 'session', event: { type: 'run-started', step: 'bridge', commands: ['x'] } },
    { type: 'session', event: { type: 'line-output', step: 'bridge', index: 0, chunk: 'y\n'.repeat(50) } },
  );
  const back = reduced(ran, command('page-up'));
  expect(back.offsets.run).toBeGreaterThan(0);
  expect(reduced(back, command('bottom')).offsets.run).toBeUndefined();
});

describe('what was there before a restart', () => {
  const lost: Action = {
    type: 'session',
    event: { type: 'lost', text: text('ui.flow.other'), steps: ['veth1'], to: 'c1-address' },
  };
  test('is told, and built again only after a yes, up to where the learner was', () => {
    const asked = reduced(stepState(), lost);
    expect(asked.message?.text).toEqual(text('ui.flow.other'));
    expect(asked.overlay).toEqual({ type: 'confirm', question: 'rebuild', step: 'c1-address' });
    expect(update(asked, command('no')).effects).toEqual([]);
    expect(update(asked, command('yes')).effects).toEqual([{ type: 'solve', step: 'c1-address' }]);
  });
  test('is not asked about in the middle of something else', () => {
    const editing = reduced(stepState(), command('edit'), lost);
    expect(editing.overlay).toBeUndefined();
    expect(reduced(stepState(), command('undo'), lost).overlay).toMatchObject({ question: 'undo' });
    const running = update(reduced(stepState(), command('undo')), command('yes')).state;
    expect(reduced(running, lost).overlay).toBeUndefined();
  });
});

test('what the lab warned of while it came up is said on the first screen', () => {
  const warned = reduced(
    { ...stepState(), screen: { type: 'starting' }, lab: { state: 'starting', phases: [], warnings: [] } },
    { type: 'session', event: { type: 'lab-warning', text: text('ui.flow.other') } },
    { type: 'session', event: { type: 'lab-up', status: { name: 'here', kind: 'here', state: 'up' } } },
  );
  expect(warned.screen.type).toBe('step');
  expect(warned.message?.text).toEqual(text('ui.flow.other'));
});

describe('another lab', () => {
  const failure = { code: 'not-up' as const, text: text('ui.flow.other') };
  const lost = reduced(
    unproved,
    { type: 'session', event: { type: 'run-started', step: 'c1-route', commands: ['ip route'] } },
    { type: 'session', event: { type: 'line-started', step: 'c1-route', index: 0, command: 'ip route' } },
    { type: 'session', event: { type: 'lab-failed', failure } },
  );
  test('starts without what was run and judged in the one before', () => {
    const again = update(lost, command('retry'));
    expect(again.effects).toEqual([{ type: 'start' }]);
    expect(again.state).toMatchObject({ runs: {}, results: {}, before: {}, attempted: {} });
    expect(again.state).not.toHaveProperty('picture');
  });
});

test('a step that ran but does not hold yet always says what to press', () => {
  const ran: State = { ...unproved, runs: { 'c1-route': { lines: [], state: 'ok' } } };
  expect(messageOf(ran)).toEqual({ tone: 'info', text: text('ui.message.not-proved') });
  expect(messageOf(unproved)).toEqual({ tone: 'info', text: text('ui.message.start') });
});

test('while commands run, their step is proved no longer; what failed stays in sight', () => {
  const running = reduced(unproved, {
    type: 'session',
    event: { type: 'run-started', step: 'c1-route', commands: ['ip route'] },
  });
  expect(running.results['c1-default-route']).toBeUndefined();
  expect(running.results['c1-reaches-host']?.verdict).toEqual(failed);
  expect(running.before['c1-default-route']).toEqual(passed);
});

test('the map opens at the step that broke', () => {
  const done: State = { ...stepState(), progress: { ...noProgress, at: 'c1-route', steps: { bridge: 'done' } } };
  const broken = withVerdicts(done, { 'bridge-exists': failed });
  expect(reduced(broken, command('map')).screen).toEqual({ type: 'map', cursor: 1 });
  expect(reduced(done, command('map')).screen).toEqual({ type: 'map', cursor: 2 });
});
