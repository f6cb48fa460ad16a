import { afterEach } from 'vitest';
import { keys, openScreen, type ScreenOptions, type TestScreen } from './emulator.ts';
import type { FakeSession } from './fake-session.ts';

export interface Starting {
  /** What is open, and is left with ctrl-c after the test. */
  readonly open: TestScreen[];
  /** The UI at step 1.2 of the small course, once that is on the screen. */
  start(options?: ScreenOptions): Promise<TestScreen>;
}

/** Screens for the tests of one file. */
export function starting(session: () => FakeSession): Starting {
  const open: TestScreen[] = [];
  afterEach(async () => {
    for (const screen of open.splice(0)) {
      await screen.press(keys.ctrlC);
      await screen.exit;
    }
  });
  return {
    open,
    async start(options = {}) {
      const screen = openScreen({ session: session(), ...options });
      open.push(screen);
      await screen.until(options.lang === 'zh-CN' ? '1.2 通向' : '1.2 A way out');
      return screen;
    },
  };
}
