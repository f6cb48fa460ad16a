import { describe, expect, test, vi } from 'vitest';
import type { Step } from '../../../src/course/course.ts';
import { langs } from '../../../src/i18n/lang.ts';
import { onlyLooks } from '../../../src/learn/acts.ts';
import { modeOf } from '../../../src/tui/model/keymap.ts';
import { currentStep } from '../../../src/tui/model/selectors.ts';
import { shownAs, type Taker, takeCourse } from './whole-course.ts';

// Hundreds of screens, each laid out in full.
vi.setConfig({ testTimeout: 120_000 });

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
    await taker.press('r');
    await answer(taker);
    await goOn(taker);
    expect(taker.state().progress.steps[step.id], step.id).toBe('done');
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
    if (onlyLooks(step) || !step.prediction) await taker.press('r');
    await answer(taker);
    await goOn(taker);
  }
});

/** What an option may say of an outcome, as it stands on a screen without spaces; one of each pair of words is enough. */
const outcomes = [
  /time(?:d|s)?out|hangs?(?![a-z])|超时|卡住/i,
  /refused|被拒绝/i,
  /noroutetohost|主机不可达/i,
  /networkisunreachable|网络不可达/i,
  /badaddress/i,
  /addressalreadyinuse|地址已被占用/i,
] as const;
const addresses = /\d+\.\d+\.\d+\.\d+/g;

/** The words of the right answer that the question itself does not say. */
function tellingWords({ question, options, answer }: NonNullable<Step['prediction']>): readonly RegExp[] {
  const [asked, ticked] = [shownAs(question), shownAs(options[answer] ?? '')];
  const escaped = (words: string): RegExp => new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // The answer in its own words, unless it is a mere yes, or an address.
  const whole = ticked.length > 6 && !/^[\d.]+$/.test(ticked) ? [escaped(ticked)] : [];
  // An address alone stands in every picture; that somebody is seen as it is the answer.
  const seen = (ticked.match(addresses) ?? [])
    .filter((one) => !asked.includes(one))
    .map((one) => new RegExp(`(?:as|sees|logs|becomes|看到|都是|变成|换成|记录)${escaped(one).source}`));
  return [...whole, ...seen, ...outcomes.filter((one) => one.test(ticked) && !one.test(asked))];
}

/** What gave it away, and the words around it. */
function around(screen: string, word: RegExp): string {
  const at = screen.search(word);
  return screen.slice(Math.max(0, at - 20), at + 40);
}

test.each(langs)('no screen gives the answer away before the learner has given theirs (%s)', async (lang) => {
  const taker = await takeCourse(lang);
  const told: string[] = [];
  let before: { readonly screen: string; readonly answer: string } | undefined;
  for (const step of taker.steps) {
    const words = step.prediction ? tellingWords(step.prediction) : [];
    // How a request fares before the act is no secret.
    const screens = taker.seen().map((screen) => screen.replaceAll('超时无应答', ''));
    for (const word of words) {
      const here = screens.find((screen) => word.test(screen));
      // What there is to read once the step before is done; its own answer may be the same word.
      const there = before && !word.test(before.answer) && word.test(before.screen);
      if (here !== undefined || there) told.push(`${step.id}: ${around(here ?? before?.screen ?? '', word)}`);
    }
    await taker.press('r');
    await answer(taker);
    const { prediction } = step;
    before = {
      screen: shownAs(`${step.prose}\n\n${step.look}`),
      answer: prediction ? shownAs(`${prediction.options[prediction.answer]} ${prediction.explanation}`) : '',
    };
    await goOn(taker);
  }
  expect([...new Set(told)]).toEqual([]);
});

test('what to look at stands there once it gives nothing away: after the answer, and after the act', async () => {
  const taker = await takeCourse();
  for (const step of taker.steps) {
    // A quotation has a bar before each of its lines.
    const paragraphs = step.look.split('\n\n').filter((part) => !part.startsWith('>'));
    const look = shownAs(paragraphs.at(-1) ?? '');
    if (look !== '') expect(taker.seen().at(-1), step.id).not.toContain(look);
    await taker.press('r');
    if (asked(taker)) await taker.press('1');
    expect(taker.seen().at(-1), step.id).toContain(look);
    await goOn(taker);
  }
});
