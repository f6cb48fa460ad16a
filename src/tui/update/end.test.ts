import { describe, expect, test } from 'vitest';
import { langs } from '../../i18n/lang.ts';
import { frameOf } from '../frame/frame.ts';
import { linearLines } from '../frame/linear.ts';
import { initialState } from '../model/initial-state.ts';
import { commandFor, modeOf } from '../model/keymap.ts';
import type { State } from '../model/state.ts';
import { report } from '../plain/report.ts';
import { endLines } from '../screens/end-lines.ts';
import { realCourses } from '../testing/real-courses.ts';
import { noProgress, stepState } from '../testing/states.ts';
import { takeCourse } from '../testing/whole-course.ts';
import { plainText } from '../text/span.ts';
import { lineWidth } from '../text/width.ts';
import { update } from './update.ts';

const lessons = realCourses.en.lessons;

function atEnd(lesson: string, lang: State['lang'] = 'en', columns = 80, rows = 24): State {
  const first = initialState({ courses: realCourses, lang, columns, rows, progress: noProgress });
  return { ...first, lab: { state: 'up', phases: [], warnings: [] }, screen: { type: 'end', lesson, offset: 0 } };
}

const press = (state: State, key: string) => {
  const command = commandFor(modeOf(state), key);
  if (!command) throw new Error(`${key} means nothing`);
  return update(state, { type: 'command', command }, () => frameOf(state));
};

const textOf = (state: State): readonly string[] => {
  const { body } = frameOf(state);
  return 'lines' in body ? body.lines.map(plainText) : [];
};

describe.each(langs)('the page at the end of a lesson (%s)', (lang) => {
  test.each([80, 120])('all of it can be scrolled to, in %i columns', (columns) => {
    for (const { id } of lessons) {
      let state = atEnd(id, lang, columns);
      const whole = endLines(state, Math.min(columns - 1, 100))
        .map(plainText)
        .filter((line) => line !== '');
      const seen = new Set<string>();
      for (let pages = 0; pages < 30; pages++) {
        for (const line of textOf(state)) seen.add(line);
        expect(textOf(state).length).toBeLessThanOrEqual(21);
        state = press(state, 'space').state;
      }
      expect(whole.length).toBeGreaterThan(40);
      expect(frameOf(press(state, 'end').state).body).toEqual(frameOf(state).body);
      expect(textOf(press(state, 'home').state)).toEqual(textOf(atEnd(id, lang, columns)));
      expect(seen.size).toBeGreaterThanOrEqual(new Set(whole).size);
    }
  });

  test('no line is wider than the screen, and every command, quotation and experiment is there', () => {
    for (const lesson of realCourses[lang].lessons) {
      const state = atEnd(lesson.id, lang);
      const lines = endLines(state, 79);
      expect(lines.filter((line) => lineWidth(line) > 79)).toEqual([]);
      const packed = (words: string): string => words.replaceAll(/\s/g, '');
      const shown = packed(lines.map(plainText).join(''));
      const { needs = [], experiments = [] } = lesson.end ?? {};
      expect(needs.length).toBeGreaterThan(0);
      for (const { command, check } of needs)
        expect([shown.includes(packed(command)), shown.includes(packed(check))]).toEqual([true, true]);
      for (const { commands } of experiments) for (const line of commands) expect(shown).toContain(packed(line));
    }
  });

  test('a screen reader and the line mode get all of it', () => {
    const state = atEnd('outside', lang);
    const words = endLines(state, state.columns).map(plainText);
    expect(linearLines(state, frameOf(state)).map(plainText)).toEqual(expect.arrayContaining(words));
    const before = stepState({ step: 'bridge' });
    expect(
      report({ type: 'effect-done', effect: { type: 'next', step: 'talk-outside' }, ok: true }, before, state),
    ).toEqual(words);
  });
});

test('it comes after the last step of each lesson; n and Enter lead on, b back, m to the map, and e on the map to it', async () => {
  const taker = await takeCourse();
  for (const { id, steps } of lessons) {
    for (const step of steps) {
      expect(taker.state().screen).toMatchObject({ type: 'step', step: step.id });
      await taker.press('S', 'y', 'n');
    }
    expect(taker.state().screen).toEqual({ type: 'end', lesson: id, offset: 0 });
    await taker.press('b');
    expect(taker.state().screen).toMatchObject({ type: 'step', step: steps.at(-1)?.id });
    await taker.press('m', 'e');
    expect(taker.state().screen).toEqual({ type: 'end', lesson: id, offset: 0 });
    await taker.press('m', 'e', id === 'outside' ? 'enter' : 'n');
  }
  expect(taker.state().screen.type).toBe('finish');
});

test('a course without such pages goes on from step to step', () => {
  const state = { ...stepState({ step: 'run-c1' }), progress: { ...noProgress, at: 'bridge' } };
  const next = update(state, { type: 'effect-done', effect: { type: 'next', step: 'run-c1' }, ok: true }, () =>
    frameOf(state),
  );
  expect(next.state.screen).toMatchObject({ type: 'step', step: 'bridge' });
  const map = stepState({ mode: 'map' });
  expect(press(map, 'e').state.screen).toEqual(map.screen);
});
