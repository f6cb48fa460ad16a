import fc from 'fast-check';
import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import { stepsOf } from '../../../src/course/course.ts';
import { inEvery } from '../../../src/i18n/lang.ts';
import { Screen } from '../../../src/tui/components/screen.tsx';
import { frameOf } from '../../../src/tui/frame/frame.ts';
import type { Mode } from '../../../src/tui/model/keymap.ts';
import { paneNames, type State } from '../../../src/tui/model/state.ts';
import { pictureAfter } from '../../../src/tui/testing/fake-picture.ts';
import { failed, stepState, withVerdicts } from '../../../src/tui/testing/states.ts';
import { nothingPrinted, print } from '../../../src/tui/text/terminal.ts';
import { cellWidth } from '../../../src/tui/text/width.ts';
import { realCourses } from './real-courses.ts';

const rowsOf = (state: State): readonly string[] =>
  renderToString(<Screen frame={frameOf(state)} />, { columns: state.columns }).split('\n');

function fits(state: State): void {
  const rows = rowsOf(state);
  expect(rows.length).toBeLessThanOrEqual(state.rows);
  for (const row of rows) expect(cellWidth(row)).toBeLessThanOrEqual(state.columns);
}

const size = fc.record({ columns: fc.integer({ min: 60, max: 220 }), rows: fc.integer({ min: 12, max: 60 }) });
const anyStep = fc.constantFrom(...stepsOf(realCourses.en).map(({ id }) => id));
const lang = fc.constantFrom('en' as const, 'zh-CN' as const);

test('every step of the real course fits every terminal from 60x12', () => {
  fc.assert(
    fc.property(size, anyStep, lang, fc.constantFrom(...paneNames), ({ columns, rows }, step, language, pane) => {
      const state = {
        ...stepState({ columns, rows, step }),
        courses: realCourses,
        lang: language,
        pane,
        picture: pictureAfter(new Set(['veth1', 'c1-address'])),
      };
      fits(state);
    }),
    { numRuns: 60 },
  );
});

test('any course text and any output fit', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(size, words, words, fc.constantFrom(...paneNames), ({ columns, rows }, prose, output, pane) => {
      const base = stepState({ columns, rows });
      const odd = {
        ...base.courses.en,
        lessons: base.courses.en.lessons.map((lesson) => ({
          ...lesson,
          title: prose,
          steps: lesson.steps.map((step) => ({
            ...step,
            title: prose,
            prose,
            commands: [prose],
            checks: [{ id: 'c1-default-route', title: prose }],
          })),
        })),
      };
      const printed = print(nothingPrinted, output);
      const runs = {
        'c1-route': {
          state: 'failed' as const,
          lines: [{ command: prose, printed, state: { type: 'failed' as const, exitCode: 2 }, ms: 3 }],
        },
      };
      const state: State = {
        ...withVerdicts(base, { 'c1-default-route': failed }),
        courses: inEvery(() => odd),
        pane,
        runs,
        attempted: { 'c1-route': true },
      };
      fits(state);
    }),
    { numRuns: 60 },
  );
});

const modes: readonly Mode[] = ['starting', 'lab-failed', 'map', 'step', 'predict', 'edit', 'typing', 'finish'];
test.each(modes)('the screen of %s fits, with and without the help and a question', (mode) => {
  for (const [columns, rows] of [
    [60, 12],
    [80, 24],
    [120, 40],
    [200, 50],
    [30, 8],
  ] as const) {
    for (const language of ['en', 'zh-CN'] as const) {
      const state = { ...stepState({ mode, columns, rows }), lang: language };
      fits(state);
      fits({ ...state, overlay: { type: 'help', offset: 0 } });
      fits({ ...state, overlay: { type: 'confirm', question: 'reset', step: 'bridge' } });
    }
  }
});
