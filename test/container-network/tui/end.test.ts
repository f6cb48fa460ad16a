import { describe, expect, test } from 'vitest';
import { langs } from '../../../src/i18n/lang.ts';
import { frameOf } from '../../../src/tui/frame/frame.ts';
import { linearLines } from '../../../src/tui/frame/linear.ts';
import { initialState } from '../../../src/tui/model/initial-state.ts';
import { commandFor, modeOf } from '../../../src/tui/model/keymap.ts';
import type { State } from '../../../src/tui/model/state.ts';
import { report } from '../../../src/tui/plain/report.ts';
import { endLines } from '../../../src/tui/screens/end-lines.ts';
import { noProgress, stepState } from '../../../src/tui/testing/states.ts';
import { plainText } from '../../../src/tui/text/span.ts';
import { lineWidth } from '../../../src/tui/text/width.ts';
import { update } from '../../../src/tui/update/update.ts';
import { realCourses } from './real-courses.ts';
import { takeCourse } from './whole-course.ts';

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
      for (let pages = 0; pages <= whole.length / 10; pages++) {
        for (const line of textOf(state)) seen.add(line);
        expect(textOf(state).length).toBeLessThanOrEqual(21);
        state = press(state, 'space').state;
      }
      expect(whole.length).toBeGreaterThan(25);
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
