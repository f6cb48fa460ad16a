import { expect, test } from 'vitest';
import type { Step } from '../../course/course.ts';
import { frameOf } from '../frame/frame.ts';
import { smallCourses } from '../testing/small-course.ts';
import { failed, passed, stepState, withVerdicts } from '../testing/states.ts';
import { update } from '../update/update.ts';
import { coveredLines, readReport, standingOf } from './lines.ts';
import type { State, TypedLine } from './state.ts';
import { withTab } from './terminal.ts';

const found = smallCourses.en.lessons.flatMap(({ steps }) => steps).find(({ id }) => id === 'c1-route');
if (!found) throw new Error('the small course has changed');
const two: Step = {
  ...found,
  commands: ['ip link add br0 type bridge', 'ip link set br0 up'],
  lines: [[found.checks[0]?.id ?? ''], [found.checks[1]?.id ?? '']],
};
const [first, second] = found.checks.map(({ id }) => id) as [string, string];
const typing: State = { ...stepState(), progress: { ...stepState().progress, way: 'type' } };
const typed = (state: State, ...commands: readonly (string | TypedLine)[]): State => ({
  ...state,
  typed: { 'c1-route': commands.map((one) => (typeof one === 'string' ? { command: one, ok: true } : one)) },
});
const standings = (state: State): readonly string[] => two.commands.map((_, index) => standingOf(state, two, index));

test('a line is covered until it is asked for, one at a time', () => {
  expect(standings(typing)).toEqual(['covered', 'covered']);
  const asked = { ...typing, progress: { ...typing.progress, shown: { 'c1-route': 1 } } };
  expect(standings(asked)).toEqual(['open', 'covered']);
  expect(coveredLines(asked, two)).toEqual([1]);
});

test('a line is ticked by its own checks, whatever was typed and before the others', () => {
  const state = withVerdicts(typing, { [first]: failed, [second]: passed });
  expect(standings(typed(state, 'ip link set dev br0 up'))).toEqual(['covered', 'another']);
  expect(standings(state)).toEqual(['covered', 'done']);
});

test('typed as the lesson has it, it is no other way; nor in a list of commands, with other spaces', () => {
  const state = withVerdicts(typing, { [first]: passed, [second]: passed });
  expect(standings(typed(state, '  ip  link add br0   type bridge && ip link set br0 up '))).toEqual(['done', 'done']);
});

test('the right text alone ticks nothing, and an old verdict does not either', () => {
  const state = typed(withVerdicts(typing, { [first]: failed }), 'ip link add br0 type bridge');
  expect(standings(state)).toEqual(['covered', 'covered']);
  expect(standings({ ...withVerdicts(typing, { [first]: passed }), stale: { [first]: true } })).toEqual([
    'covered',
    'covered',
  ]);
});

test('a look is ticked by its program, which ended well', () => {
  const look: Step = { ...found, commands: ['docker exec -it c1 ip link list'], lines: [[]] };
  expect(standingOf(typed(typing, 'ip link'), look, 0)).toBe('covered');
  expect(standingOf(typed(typing, { command: 'docker exec c9 ip link', ok: false }), look, 0)).toBe('covered');
  expect(standingOf(typed(typing, 'docker exec c1 ip -br link'), look, 0)).toBe('another');
});

test('without a word on its lines a single command goes by all checks of its step, several by none', () => {
  const state = withVerdicts(typing, { [first]: passed, [second]: passed });
  const { lines: _lines, ...rest } = two;
  expect(standingOf(state, { ...rest, commands: ['one'] }, 0)).toBe('done');
  expect(standingOf(state, rest, 0)).toBe('covered');
});

test.each([
  ['0;   12  ip link', { ok: true, number: '12', command: 'ip link' }],
  ['130; 7* sleep 9', { ok: false, number: '7', command: 'sleep 9' }],
  ['0;', undefined],
  ['rm -rf /', undefined],
])('the report %j', (report, line) => {
  expect(readReport(report)).toEqual(line);
});

test('what was in the history before is not what the learner types now; a prompt alone is nothing new', () => {
  const open: State = { ...typing, hasPanes: true, terminals: withTab(undefined, 'host') };
  const told = ['0;  3  from an earlier day', '0;  3  from an earlier day', '1;  4  ip link', '0;  4  ip link'].reduce(
    (state, report) =>
      update(state, { type: 'terminal', event: { type: 'report', id: 1, report } }, () => frameOf(state)).state,
    open,
  );
  expect(told.typed).toEqual({ 'c1-route': [{ command: 'ip link', ok: false }] });
});

test('who types is not shown the commands by running them; y changes the way, a asks for a line', () => {
  const press = (state: State, command: 'run' | 'edit' | 'way' | 'show-line') =>
    update(state, { type: 'command', command }, () => frameOf(state));
  expect(press(typing, 'run')).toMatchObject({
    effects: [],
    state: { message: { text: { id: 'ui.why-not.typing' } } },
  });
  expect(press(typing, 'edit').state.screen).toEqual(typing.screen);
  expect(press(typing, 'way').effects).toEqual([{ type: 'take', way: 'run' }]);
  expect(press(typing, 'show-line').effects).toEqual([{ type: 'show-line', step: 'c1-route' }]);
  expect(press(stepState(), 'way').effects).toEqual([{ type: 'take', way: 'type' }]);
  expect(press(stepState(), 'show-line').effects).toEqual([]);
});
