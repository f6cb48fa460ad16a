import { allChecks } from '../../../checks/index.ts';
import { type Step, stepsOf } from '../../../src/course/course.ts';
import type { Lang } from '../../../src/i18n/text.ts';
import type { Frame } from '../../../src/tui/frame/frame.ts';
import { messageOf } from '../../../src/tui/frame/message.ts';
import { markdownLines } from '../../../src/tui/markdown/markdown.ts';
import type { Effect } from '../../../src/tui/model/action.ts';
import { initialState } from '../../../src/tui/model/initial-state.ts';
import { commandFor, modeOf } from '../../../src/tui/model/keymap.ts';
import { hereStep } from '../../../src/tui/model/selectors.ts';
import type { State } from '../../../src/tui/model/state.ts';
import { wordsIn } from '../../../src/tui/model/words.ts';
import { perform } from '../../../src/tui/store/effects.ts';
import { createStore } from '../../../src/tui/store/store.ts';
import { type FakeSession, fakeSession } from '../../../src/tui/testing/fake-session.ts';
import { type Line, plainText } from '../../../src/tui/text/span.ts';
import { realCourses } from './real-courses.ts';

/** Somebody who takes the lessons of this checkout, key by key, on a screen so tall that nothing has to be scrolled. */
export interface Taker {
  readonly steps: readonly Step[];
  readonly session: FakeSession;
  state(): State;
  /** Presses one key after the other; each has had its effects before the next. */
  press(...keys: readonly string[]): Promise<void>;
  /** Somebody types the step's commands elsewhere, and the lab says that it changed. */
  typedElsewhere(step: string): Promise<void>;
  /** All screens since the learner came to the step that they are at, without their spaces. */
  seen(): readonly string[];
  /** What the message line says now. */
  said(): string | undefined;
}

const notCausal = Object.fromEntries(allChecks.flatMap(({ id, notCausal: why }) => (why ? [[id, why]] : [])));

export async function takeCourse(lang: Lang = 'en'): Promise<Taker> {
  const course = realCourses[lang];
  const session = fakeSession({ course, notCausal });
  let screens: { step: string | undefined; text: string }[] = [];
  let pending = 0;
  const size = { columns: 120, rows: 400 };
  const store = createStore(
    initialState({ courses: realCourses, lang, ...size, progress: session.progress() }),
    (effects) => void work(effects),
    (_, state) => note(state),
  );
  const world = {
    ...{ session, state: store.state, dispatch: store.dispatch, quit: () => undefined },
    // Whoever has a shell types what the step shows.
    openShell: async () => {
      const step = hereStep(store.state());
      if (step) session.hold(step.id, true);
      return true;
    },
  };
  const work = async (effects: readonly Effect[]): Promise<void> => {
    pending++;
    await perform(world, effects);
    pending--;
  };
  const note = (state: State): void => {
    const step = state.screen.type === 'step' ? state.screen.step : undefined;
    if (step !== screens[0]?.step) screens = [];
    screens.push({ step, text: shownText(store.frame()) });
  };
  const idle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet = pending === 0 ? quiet + 1 : 0)
      await new Promise((turn) => setImmediate(turn));
  };
  session.subscribe((event) => store.dispatch({ type: 'session', event }));
  void work([{ type: 'start' }]);
  await idle();
  return {
    steps: stepsOf(course),
    session,
    state: store.state,
    async press(...keys) {
      for (const key of keys) {
        const command = commandFor(modeOf(store.state()), key);
        if (!command) throw new Error(`${key} means nothing in ${modeOf(store.state())}`);
        store.dispatch({ type: 'command', command });
        await idle();
      }
    },
    async typedElsewhere(step) {
      session.hold(step, true);
      session.emit({ type: 'lab-changed' });
      await session.look([step]);
      await idle();
    },
    seen: () => screens.map(({ text }) => text),
    said() {
      const message = messageOf(store.state());
      return message && message !== 'busy' ? wordsIn(lang)(message.text) : undefined;
    },
  };
}

/** Column by column: a sentence stands in one piece. */
function shownText({ header, banner, body, message }: Frame): string {
  const columns = body.type === 'columns' ? body.columns.flat().flatMap(({ title, lines }) => [title, ...lines]) : [];
  const other = 'lines' in body ? body.lines : [];
  const words = message.type === 'words' ? message.lines : [];
  return packed([header, ...banner, ...columns, ...other, ...words]);
}

const packed = (lines: readonly Line[]): string => lines.map(plainText).join('').replaceAll(/\s/g, '');

/** Markdown as it stands on a screen, without spaces. */
export const shownAs = (markdown: string): string => packed(markdownLines(markdown, 10_000));
