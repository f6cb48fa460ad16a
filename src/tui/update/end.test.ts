import { expect, test } from 'vitest';
import type { LessonEnd } from '../../course/course.ts';
import { inEvery } from '../../i18n/lang.ts';
import { text } from '../../i18n/text.ts';
import { frameOf } from '../frame/frame.ts';
import { commandFor, modeOf } from '../model/keymap.ts';
import type { State } from '../model/state.ts';
import { smallCourses } from '../testing/small-course.ts';
import { noProgress, stepState } from '../testing/states.ts';
import { plainText } from '../text/span.ts';
import { update } from './update.ts';

const end: LessonEnd = {
  title: 'What you have',
  prose: 'A *process*.',
  counterpart: 'It writes:\n\n```text docker-1\n-A FORWARD -j DOCKER-USER\n```',
  experiments: [{ question: 'What if?', commands: ['ip link', 'ip route'], outcome: 'It is `DOWN`.' }],
  needs: [
    {
      command: 'docker run',
      check: 'It runs',
      what: text('ui.flow.timeout'),
      why: text('ui.flow.answered'),
    },
  ],
};

/** The first lesson of the small course ends with a page, the second does not. */
const courses = inEvery((lang) => {
  const course = smallCourses[lang];
  return { ...course, lessons: course.lessons.map((one, at) => (at === 0 ? { ...one, end } : one)) };
});

const at = (state: State): State => ({ ...state, courses });
const press = (state: State, key: string) => {
  const command = commandFor(modeOf(state), key);
  if (!command) throw new Error(`${key} means nothing`);
  return update(state, { type: 'command', command }, () => frameOf(state));
};
const done = (state: State, type: 'next' | 'skip' | 'go-to', step: string): State =>
  update(state, { type: 'effect-done', effect: { type, step }, ok: true }, () => frameOf(state)).state;

test.each(['next', 'skip'] as const)('%s at the last step of the lesson shows its page', (type) => {
  const state = done(at(stepState({ step: 'run-c1', rows: 50 })), type, 'run-c1');
  expect(state.screen).toEqual({ type: 'end', lesson: 'containers', offset: 0 });
  const { body } = frameOf(state);
  const shown = 'lines' in body ? body.lines.map(plainText) : [];
  expect(shown).toEqual(
    expect.arrayContaining([
      'What you have',
      'A process.',
      '  docker run',
      '  -A FORWARD -j DOCKER-USER',
      '     ip route',
    ]),
  );
});

test('its keys ask the session for the steps around it', () => {
  const state = done(at(stepState({ step: 'run-c1' })), 'next', 'run-c1');
  expect(press(state, 'n').effects).toEqual([{ type: 'go-to', step: 'bridge' }]);
  expect(press(state, 'b').effects).toEqual([{ type: 'go-to', step: 'run-c1' }]);
  expect(press(state, 'm').state.screen.type).toBe('map');
  expect(done(state, 'go-to', 'bridge').screen).toMatchObject({ type: 'step', step: 'bridge' });
});

test('a lesson without a page goes on to the next step, and e on the map does nothing there', () => {
  const state = { ...stepState({ step: 'run-c1' }), progress: { ...noProgress, at: 'bridge' } };
  expect(done(state, 'next', 'run-c1').screen).toMatchObject({ type: 'step', step: 'bridge' });
  expect(done(at(stepState({ step: 'bridge-show' })), 'next', 'bridge-show').screen.type).toBe('finish');
  const map = stepState({ mode: 'map' });
  expect(press(map, 'e').state.screen).toEqual(map.screen);
  const lines = (one: State) => plainText(frameOf(one).footer);
  expect(lines(map)).not.toContain("lesson's end");
  expect(lines(at(map))).toContain("lesson's end");
});
