import { describe, expect, test } from 'vitest';
import type { Step } from '../../../src/course/course.ts';
import { langs } from '../../../src/i18n/lang.ts';
import { onlyLooks } from '../../../src/learn/acts.ts';
import { modeOf } from '../../../src/tui/model/keymap.ts';
import { currentStep } from '../../../src/tui/model/selectors.ts';
import { shownAs, type Taker, takeCourse } from './whole-course.ts';

type Way = (taker: Taker, step: Step) => Promise<void>;

const asked = (taker: Taker): boolean => modeOf(taker.state()) === 'predict';
const answer = async (taker: Taker): Promise<void> => {
  if (asked(taker)) await taker.press('1');
};

/** To the next step, past the page at the end of a lesson. */
const goOn = async (taker: Taker): Promise<void> => {
  await taker.press('n');
  if (modeOf(taker.state()) === 'end') await taker.press('n');
};

const ways: readonly (readonly [string, Way])[] = [
  [
    'only r',
    async (taker) => {
      await taker.press('r');
      await answer(taker);
    },
  ],
  [
    'only the shell',
    async (taker) => {
      await taker.press('t');
      await answer(taker);
    },
  ],
  [
    'another terminal, and n; r where n asks for a look',
    async (taker, step) => {
      if (!onlyLooks(step)) await taker.typedElsewhere(step.id);
      else await taker.press('n');
      await answer(taker);
      if (onlyLooks(step) && !step.prediction) await taker.press('r');
    },
  ],
  [
    'n first wherever it is let through, then r',
    async (taker) => {
      await taker.press('n');
      if (!asked(taker)) await taker.press('r');
      await answer(taker);
    },
  ],
  [
    'r, and never wanting to be asked',
    async (taker) => {
      await taker.press('r');
      if (asked(taker)) await taker.press('d');
    },
  ],
];

describe.each(ways)('with %s', (_, way) => {
  test('every question is offered before its step holds, every explanation is drawn, nothing is done without an act', async () => {
    const taker = await takeCourse();
    const offered: string[] = [];
    const explained: string[] = [];
    for (const step of taker.steps) {
      expect(currentStep(taker.state())?.id).toBe(step.id);
      // n alone goes nowhere.
      expect(taker.state().progress.steps[step.id]).toBeUndefined();
      await way(taker, step);
      const seen = taker.seen();
      if (step.prediction) {
        const [question, because] = [shownAs(step.prediction.question), shownAs(step.prediction.explanation)];
        const first = seen.findIndex((screen) => screen.includes(question));
        if (first >= 0 && !seen.slice(0, first).some((screen) => screen.includes(because))) offered.push(step.id);
        if (seen.at(-1)?.includes(because)) explained.push(step.id);
      }
      expect(taker.said(), step.id).toBe('Every check of this step holds. n goes on.');
      await goOn(taker);
    }
    const questions = taker.steps.flatMap(({ id, prediction }) => (prediction ? [id] : []));
    expect(questions.length).toBeGreaterThan(10);
    expect(offered).toEqual(questions);
    expect(explained).toEqual(questions);
    expect(taker.state().screen.type).toBe('finish');
  });
});

test('n alone does no step, whatever is pressed how often', async () => {
  const taker = await takeCourse();
  for (const step of taker.steps) {
    await taker.press('n');
    if (asked(taker)) await taker.press('escape');
    await taker.press('n');
    if (asked(taker)) await taker.press('escape');
    expect(taker.state().progress.steps[step.id], step.id).toBeUndefined();
    await taker.press('S', 'y');
    expect(taker.state().progress.steps[step.id], step.id).toBe('done');
    await goOn(taker);
  }
});

test.each(langs)('what somebody else brought about is not shown before the question is settled (%s)', async (lang) => {
  const taker = await takeCourse(lang);
  for (const step of taker.steps) {
    if (step.prediction && !onlyLooks(step)) {
      const before = taker.state().picture;
      await taker.typedElsewhere(step.id);
      expect(asked(taker), step.id).toBe(true);
      // Put off, the lesson can be read again; nothing of what came about is shown meanwhile.
      await taker.press('escape', '3');
      expect(taker.state().picture, step.id).toBe(before);
      const { checks, id } = step;
      const marks = taker.seen().at(-1) ?? '';
      expect(marks.split(lang === 'en' ? '◌guess?' : '◌先预测').length - 1, id).toBe(checks.length);
      await taker.press('f');
      expect(asked(taker), `f at ${id}`).toBe(true);
      await taker.press('1');
      expect(taker.state().heldPicture).toBeUndefined();
      expect(taker.seen().at(-1)).not.toContain('◌');
    }
    await taker.press('S', 'y');
    await goOn(taker);
  }
});
